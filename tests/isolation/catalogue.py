"""What a schema is made of, as the database's catalogues say it, with the schema's own name taken out."""

from __future__ import annotations

from django.db import connections

QUERIES = {
    "tables": "SELECT relname, relkind::text, relrowsecurity, reloptions::text FROM pg_class WHERE relnamespace = {ns}",
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
               a.attgenerated::text, a.attcollation::regcollation::text, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = {ns} AND c.relkind IN ('r', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped""",
    "indexes": """
        SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_class c WHERE c.relnamespace = {ns} AND c.relkind = 'i'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, convalidated, condeferrable, condeferred, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = {ns}""",
    "triggers": """
        SELECT c.relname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = {ns} AND NOT t.tgisinternal""",
    "functions": """
        SELECT proname, pg_get_functiondef(oid), proacl::text FROM pg_proc
        WHERE pronamespace = {ns} AND prokind <> 'a'""",
    "types": "SELECT typname, typtype::text FROM pg_type WHERE typnamespace = {ns}",
    "policies": """
        SELECT c.relname, p.polname, p.polcmd::text, pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)
        FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = {ns}""",
    "grants": """
        SELECT c.relname, a.grantee::regrole::text, a.privilege_type, a.is_grantable
        FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = {ns}""",
    "rights_on_the_schema": """
        SELECT a.grantee::regrole::text, a.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) a
        WHERE n.oid = {ns}""",
    "memberships": """
        SELECT r.rolname, m.rolname FROM pg_auth_members x JOIN pg_roles r ON r.oid = x.roleid
        JOIN pg_roles m ON m.oid = x.member
        WHERE (r.rolname = '{name}' OR m.rolname = '{name}') AND m.rolname <> user""",
    "attributes_of_the_role": """
        SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls
        FROM pg_roles WHERE rolname = '{name}'""",
    "migrations": "SELECT app, name FROM {name}.django_migrations",
}


def description(schema: str) -> dict[str, list[tuple]]:
    """Sorted rows for each kind of thing; two schemas are the same when their descriptions are."""
    connection = connections["migrator"]
    found = {}
    with connection.migrating(schema), connection.cursor() as cursor:
        for kind, query in QUERIES.items():
            cursor.execute(query.format(ns=f"'{schema}'::regnamespace", name=schema))
            rows = [
                tuple(v.replace(schema, "SCHEMA") if isinstance(v, str) else v for v in row)
                for row in cursor.fetchall()
            ]
            found[kind] = sorted(rows, key=repr)
    return found
