// Going about: which view an address means, and what stays on top of all of them. A view comes in when it is first asked for.
import { main, status, say, make, here, times, go } from "./pieces.js";

const views = [
  [/^\/$/, () => import("./book.js"), "Book"],
  [/^\/commitment\//, () => import("./commitment.js"), "Commitment"],
  [/^\/article$/, () => import("./article.js"), "Article"],
  [/^\/statements$/, () => import("./statements.js"), "Statements"],
  [/^\/disputes$/, () => import("./disputes.js"), "Disputes"],
  [/^\/review$/, () => import("./review.js"), "Review"],
  [/^\/weigh$/, () => import("./weigh.js"), "Weigh"],
  [/^\/drop$/, () => import("./drop.js"), "Drop"],
];

let leave = null; // what the view on the page wants done before another one comes

function markTab() {
  for (const tab of document.querySelectorAll("nav a")) {
    const isHere = new URL(tab.href).pathname === location.pathname;
    if (!isHere) tab.removeAttribute("aria-current");
    else tab.setAttribute("aria-current", "page");
    if (isHere) tab.parentNode.scrollLeft = tab.offsetLeft - tab.parentNode.offsetLeft - 24; // where the menu is wider than a phone
  }
}

// A past day is told aloud, since everything on the page is of that day then.
function markTime() {
  const given = here().searchParams,
    past = document.getElementById("past");
  for (const key of ["as_of", "known_by"]) document.getElementById(key).value = (given.get(key) || "").slice(0, 10);
  past.hidden = !times().length;
  if (past.hidden) return;
  const now = here();
  for (const key of ["as_of", "known_by"]) now.searchParams.delete(key);
  const words = [
    given.get("as_of") && "as of " + given.get("as_of"),
    given.get("known_by") && "as the book knew it by " + given.get("known_by").replace("T", " "),
  ];
  past.replaceChildren(
    "You see the book " + words.filter(Boolean).join(", ") + ". ",
    make("a", { href: now.pathname + now.search, "data-now": "" }, "Back to now"),
  );
}

async function show() {
  const view = views.find(([path]) => path.test(location.pathname)) || views[0];
  document.title = view[2] + " – Troth";
  delete document.documentElement.dataset.ready;
  if (leave) leave();
  leave = null;
  markTab();
  markTime();
  try {
    leave = await (await view[1]()).show();
    document.documentElement.dataset.ready = location.pathname;
  } catch (error) {
    say("");
    main.replaceChildren(make("h1", {}, view[2]), make("p", { role: "alert", class: "red" }, error.message));
  }
}

document.addEventListener("click", event => {
  const anchor = event.target.closest("a");
  if (
    !anchor ||
    event.defaultPrevented ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    anchor.origin !== location.origin ||
    anchor.getAttribute("href").startsWith("#") ||
    anchor.download
  )
    return;
  event.preventDefault();
  const url = new URL(anchor.href);
  if (!("now" in anchor.dataset))
    for (const [key, value] of times()) if (!url.searchParams.has(key)) url.searchParams.set(key, value);
  go(url.pathname + url.search + url.hash);
  main.focus({ preventScroll: true });
  if (!url.hash) scrollTo(0, 0);
});

document.getElementById("time").addEventListener("change", event => {
  const url = here();
  event.target.value ? url.searchParams.set(event.target.id, event.target.value) : url.searchParams.delete(event.target.id);
  go(url.pathname + url.search);
});
document.getElementById("time").addEventListener("submit", event => event.preventDefault());
addEventListener("troth-moment", markTime);
addEventListener("unhandledrejection", event => {
  say(event.reason && event.reason.message);
  status.classList.add("wrong");
});
addEventListener("popstate", show);
show();
