import re

import pytest

from tests.house.tree import ROOT, texts

# Letters in brackets keep this file from finding itself.
MACHINE = re.compile(r"(?<![\w.])/(w[o]rk|h[o]me|U[s]ers|f[a]rm)/[\w.]+/|/r[o]ot/|/t[m]p/[\w-]*l[a]b\b")
REGISTRY = re.compile(r"p[y]pi\.org|p[y]thonhosted|--(extra-)?i[n]dex-url[= ]|--f[i]nd-links[= ]|registry\.n[p]mjs")


def test_no_file_names_a_place_on_some_machine():
    here = f"{ROOT}/"
    found = [f"{path}: {match[0]}" for path, source in texts() if (match := MACHINE.search(source))]
    found += [f"{path}: {here}" for path, source in texts() if here.count("/") > 2 and here in source]
    assert found == []


def test_no_file_names_a_registry():
    assert [f"{path}: {match[0]}" for path, source in texts() if (match := REGISTRY.search(source))] == []


@pytest.mark.parametrize("folder", ["home/somebody/mutabaa", "root/.cache", "work/main/manage.py"])
def test_a_machine_s_path_is_noticed(folder):
    assert MACHINE.search(f'open("/{folder}")')


@pytest.mark.parametrize("path", ["/ar/tracker/", "the network/home/page", "/app/manage.py", "shared/work/"])
def test_an_address_is_no_machine_s_path(path):
    assert not MACHINE.search(path)


def test_a_registry_s_address_is_noticed():
    option = "-".join(["", "", "index", "url"])
    assert REGISTRY.search(f"{option} https://example.org/simple")
