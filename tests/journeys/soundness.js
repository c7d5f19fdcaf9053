// What is wrong with the page as it stands: a list of sentences, empty when all is well.
() => {
  const wrong = [];
  const shown = (one) => one.getClientRects().length > 0;
  const say = (one, what) => wrong.push(`${what}: ${one.outerHTML.slice(0, 160)}`);
  const text = (one) => (one.getAttribute("aria-label") || one.textContent || "").trim();

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return shown(one) && (box.right > root.clientWidth + 1 || box.left < -1) && !one.closest(".scroll-x, .nav, .tabs, .sr, .skip");
    });
    wrong.push(`scrolls sideways, ${root.scrollWidth} in ${root.clientWidth}: ${wide.slice(0, 2).map((one) => one.outerHTML.slice(0, 120))}`);
  }
  const heads = document.querySelectorAll("h1");
  if (heads.length !== 1) wrong.push(`${heads.length} h1`);
  if (!document.title.trim() || document.title.trim().startsWith("·")) wrong.push("no title");
  if (document.querySelectorAll("main").length !== 1) wrong.push("not one main");

  for (const one of document.querySelectorAll("img")) if (!one.hasAttribute("alt")) say(one, "an image without words");
  for (const one of document.querySelectorAll("svg")) {
    const named = one.getAttribute("role") === "img" && (one.hasAttribute("aria-label") || one.querySelector("title"));
    const within = one.parentElement.closest("svg[role=img]"); // part of a drawing that is looked at by itself
    if (!named && !within && !one.closest("[aria-hidden=true]")) say(one, "a drawing neither named nor hidden");
  }
  for (const one of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const labels = [...(one.labels || [])].map(text).join("");
    if (!labels && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby")) say(one, "a field without a label");
  }
  for (const one of document.querySelectorAll("a[href], button, summary")) {
    const pictures = [...one.querySelectorAll("img[alt], svg[aria-label]")].map((picture) => picture.getAttribute("alt") || picture.getAttribute("aria-label"));
    if (!text(one) && !pictures.join("").trim()) say(one, "nothing to read on it");
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) wrong.push(`two elements are called ${id}`);
  for (const one of document.querySelectorAll("[aria-describedby], [aria-labelledby]")) {
    const named = `${one.getAttribute("aria-describedby") || ""} ${one.getAttribute("aria-labelledby") || ""}`;
    for (const id of named.split(/\s+/)) if (id && !document.getElementById(id)) say(one, `points at ${id}, which is nowhere`);
  }
  for (const one of document.querySelectorAll("[style], [onclick]")) say(one, "an inline style or script");
  return wrong;
}
