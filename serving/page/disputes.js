// Disputes: what was said and who says that it is untrue, side by side.
import { main, make, data, address, parameter, link, nameOf, filters, input, downloads, count, more } from "./pieces.js";

const names = actors => (actors || "").split(", ").filter(Boolean).map(nameOf).join(", ");

function side(one, title, colour) {
  return make(
    "div",
    { class: "card side " + colour },
    make("p", {}, make("span", { class: "dim" }, title + ": "), make("strong", {}, names(one.actors)), ": ", one.act),
    make("blockquote", {}, "“", one.sentence, "”"),
    make(
      "p",
      { class: "dim" },
      [one.said || "no date", one.publisher].filter(Boolean).join(", "),
      " ",
      link("/article", [["statement", one.id]], "in its report"),
    ),
  );
}

export const dispute = one =>
  make("div", { class: "sides" }, side(one.statement, "Said", "left"), side(one.disputed_by, "Disputed", "right"));

export async function show() {
  const fields = ["actor", "since", "until"].map(name => [name, parameter(name)]),
    path = address("/api/v1/disputes", fields),
    found = await data(path);
  const shown = make("div", {}, ...found.items.map(dispute));
  const number = found.next ? "The first " + count(found.items.length, "dispute") : count(found.items.length, "dispute");
  main.replaceChildren(
    make("h1", {}, "Disputes"),
    make("p", { class: "dim" }, number + ": what was said, and who says that it is untrue"),
    filters(
      "/disputes",
      input("Actor", "actor", parameter("actor")),
      input("Since", "since", parameter("since"), "date"),
      input("Until", "until", parameter("until"), "date"),
    ),
    shown,
    found.items.length ? "" : make("p", {}, "Nobody disputes anything here."),
    more("/api/v1/disputes", fields, found, page => shown.append(...page.items.map(dispute))),
    downloads(path, true, "disputes"),
  );
}
