/* The search of the manual, from an index made when it was built; works without a server. Copies commands of a console without their prompts. */
"use strict";
const form = document.getElementById("search"), query = document.getElementById("query");
const found = document.getElementById("found"), count = document.getElementById("count");
const MOST = 12, AROUND = 70;
const LAST = ["benchmarks.html", "header.html", "hacking.html", "changes.html"]; /* for whoever works on Troth: below what its users read */

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const entries = INDEX.map(([file, anchor, page, title, text]) => ({
  file, anchor, page, title, text, heads: fold(page + " " + title), words: fold(text) }));

/* How well a section answers: every word must begin a word of it; heads count more than text. */
function score(entry, words) {
  let sum = 0;
  for (const word of words) {
    const start = new RegExp("(?<![\\p{L}\\p{N}])" + word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gu");
    const heads = (entry.heads.match(start) || []).length ? 1 : 0, times = (entry.words.match(start) || []).length;
    if (!heads && !times)
      return 0;
    sum += heads * 12 + Math.min(times, 5) + (fold(entry.title) === word ? 20 : 0);
  }
  return LAST.includes(entry.file) ? sum / 3 : sum;
}

/* The words around the first hit, hits marked. */
function excerpt(entry, words) {
  const at = Math.max(0, Math.min(...words.map(word => entry.words.indexOf(word)).filter(place => place >= 0), Infinity));
  const from = Number.isFinite(at) ? Math.max(0, at - AROUND) : 0;
  const piece = (from ? "… " : "") + entry.text.slice(from, from + 2 * AROUND + 20) + (from + 2 * AROUND + 20 < entry.text.length ? " …" : "");
  const out = document.createElement("span");
  const parts = piece.split(new RegExp("(" + words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")", "gi"));
  parts.forEach((part, i) => out.append(i % 2 ? Object.assign(document.createElement("mark"), { textContent: part }) : part));
  return out;
}

function result(entry, words) {
  const item = document.createElement("li"), link = document.createElement("a"), head = document.createElement("strong");
  link.href = entry.file + "#" + entry.anchor;
  head.textContent = entry.title === entry.page ? entry.page : entry.page + " › " + entry.title;
  link.append(head, excerpt(entry, words));
  item.append(link);
  return item;
}

function search() {
  const words = fold(query.value).split(/\s+/).filter(Boolean);
  const hits = words.length ? entries.map(entry => [score(entry, words), entry]).filter(([sum]) => sum) : [];
  hits.sort((a, b) => b[0] - a[0]);
  found.replaceChildren(...hits.slice(0, MOST).map(([, entry]) => result(entry, words)));
  found.hidden = !hits.length;
  count.textContent = !words.length ? "" : hits.length ? hits.length + (hits.length === 1 ? " place" : " places") : "nothing found";
  form.classList.toggle("open", words.length > 0);
}

function close() {
  query.value = "";
  search();
}

/* Down and up go through what was found, Escape closes. */
form.addEventListener("keydown", event => {
  const links = [...found.querySelectorAll("a")], at = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    close();
    query.focus();
  } else if (event.key === "ArrowDown" && links[at + 1]) {
    links[at + 1].focus();
    event.preventDefault();
  } else if (event.key === "ArrowUp" && at >= 0) {
    (links[at - 1] || query).focus();
    event.preventDefault();
  }
});
form.addEventListener("submit", event => {
  event.preventDefault();
  const first = found.querySelector("a");
  if (first)
    first.click();
});
query.addEventListener("input", search);
found.addEventListener("click", event => event.target.closest("a") && close());
document.addEventListener("click", event => form.contains(event.target) || close());
document.addEventListener("keydown", event => {
  if (event.key === "/" && !/^(input|textarea)$/i.test(document.activeElement.tagName)) {
    event.preventDefault();
    query.focus();
  }
});
form.hidden = false;

/* The menu is open where there is room for it. */
const menu = document.querySelector("details.menu"), wide = matchMedia("(min-width: 60rem)");
const fit = () => { menu.open = wide.matches; };
wide.addEventListener("change", fit);
fit();

for (const block of document.querySelectorAll("figure.code > pre.console, figure.code > pre.sh, figure.code > pre.sql, figure.code > pre.python")) {
  const typed = block.querySelectorAll(".typed"), button = document.createElement("button");
  if (!navigator.clipboard || block.classList.contains("console") && !typed.length)
    continue;
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", typed.length ? "Copy these commands" : "Copy this");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(typed.length ? [...typed].map(line => line.textContent).join("\n") : block.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  block.parentNode.append(button);
}
