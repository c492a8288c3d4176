// The book: a board of actors by means, how it grew, and the list of commitments.
import {
  main,
  make,
  draw,
  data,
  address,
  parameter,
  times,
  note,
  state,
  table,
  filters,
  input,
  select,
  downloads,
  count,
  party,
  nameOf,
  commitmentLink,
  link,
  isCalm,
  searchHint,
  STATES,
  MEANS,
  more,
} from "./pieces.js";

const NAMED = ["actor", "recipient", "means", "state", "search", "since", "until"];
const MOST_FRAMES = 60,
  FRAME_MS = 700;

// ---- the board ----

function fieldOf(actor, means, counts, before) {
  const all = counts.reduce((sum, one) => sum + one.commitments, 0);
  const words = `${nameOf(actor)}, ${means}: ` + counts.map(one => `${one.commitments} ${one.state}`).join(", ");
  const parts = counts.map(one => {
    const part = make("span", { class: "part " + (STATES[one.state] || "grey") });
    part.style.flexGrow = one.commitments;
    return part;
  });
  const entries = [
    ["actor", actor],
    ["means", means === "words" ? "" : means],
  ];
  return make(
    "a",
    {
      class: "field" + (before !== undefined && before < all && !isCalm() ? " grown" : ""),
      href: address("/", entries) + "#list",
      title: words,
      "aria-label": words,
    },
    parts,
    make("span", { class: "count", "aria-hidden": "true" }, String(all)),
  );
}

function rowsOf(fields) {
  const actors = new Map();
  for (const field of fields) {
    const means = field.means || "words";
    if (!actors.has(field.actor)) actors.set(field.actor, new Map());
    const row = actors.get(field.actor);
    row.set(means, [...(row.get(means) || []), field]);
  }
  return actors;
}

const sum = fields => (fields || []).reduce((all, one) => all + one.commitments, 0);

// `frame`: the rows of the whole book, whose order and columns stay while its past is replayed.
function board(rows, frame, before) {
  const order = [...new Set([...frame.keys(), ...rows.keys()])],
    all = [...frame.values(), ...rows.values()];
  const used = [...MEANS, "words"].filter(means => all.some(row => row.has(means)));
  const body = order.map(actor =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, link("/", [["actor", actor]], nameOf(actor))),
      used.map(means => {
        const counts = rows.has(actor) && rows.get(actor).get(means);
        return make(
          "td",
          {},
          counts ? fieldOf(actor, means, counts, before && sum((before.get(actor) || new Map()).get(means))) : "",
        );
      }),
    ),
  );
  const node = table("Board of actors by means", ["Actor", ...used.map(means => make("span", {}, means))], body);
  node.classList.add("board");
  return node;
}

const legend = chosen =>
  make(
    "ul",
    { class: "legend", "aria-label": "States" },
    Object.keys(STATES)
      .filter(name => name !== "none")
      .map(name =>
        make(
          "li",
          {},
          make(
            "a",
            {
              href: address("/", [["state", name === chosen ? "" : name]]) + "#list",
              class: "state " + STATES[name],
              "aria-current": name === chosen ? "true" : null,
            },
            name,
          ),
        ),
      ),
  );

// ---- how it grew ----

function curve(sums) {
  const most = sums[sums.length - 1],
    points = sums.map(
      (value, index) => `${((100 * index) / (sums.length - 1)).toFixed(2)},${(20 - (19 * value) / most).toFixed(2)}`,
    );
  const now = draw("rect", { x: 0, y: 0, width: 0, height: 20, class: "sofar" });
  const chart = draw(
    "svg",
    { viewBox: "0 0 100 20", preserveAspectRatio: "none", class: "growth", "aria-hidden": "true" },
    draw("polygon", { points: "0,20 " + points.join(" ") + " 100,20" }),
    now,
  );
  return { chart, mark: index => now.setAttribute("width", (100 * index) / (sums.length - 1)) };
}

// A slider over the days on which something new was said, and a button that plays them. `look(day, isLast)` shows a day.
function replay(days, look) {
  if (days.length < 2) return { node: "", stop() {} };
  let all = 0,
    at = days.length - 1,
    timer = null;
  const sums = days.map(one => (all += one.commitments)),
    last = days.length - 1,
    chosen = parameter("as_of");
  if (chosen) while (at > 0 && days[at].day > chosen) at--;
  const { chart, mark } = curve(sums);
  const words = make("output", {}),
    play = make("button", { type: "button", class: "play", onclick: () => (timer ? stop() : start()) }, "Play");
  const range = make("input", {
    type: "range",
    min: 0,
    max: last,
    value: at,
    "aria-label": "As of which day",
    oninput: () => turn(Number(range.value)),
  });
  function tell() {
    words.textContent = `${days[at].day}: ${count(sums[at], "commitment")}`;
    range.setAttribute("aria-valuetext", words.textContent);
    mark(at);
  }
  function turn(index) {
    at = index;
    range.value = at;
    tell();
    return look(days[at].day, at === last);
  }
  function stop() {
    clearTimeout(timer);
    timer = null;
    play.textContent = "Play";
  }
  function start() {
    const stride = Math.max(1, Math.ceil(days.length / MOST_FRAMES));
    play.textContent = "Pause";
    const step = async () => {
      await turn(Math.min(last, at + stride));
      if (!timer) return;
      if (at === last) stop();
      else timer = setTimeout(step, FRAME_MS);
    };
    timer = setTimeout(async () => {
      await turn(at === last ? 0 : at);
      if (timer) timer = setTimeout(step, FRAME_MS);
    }, 0);
  }
  tell();
  return {
    node: make(
      "section",
      { class: "replay", "aria-label": "How the book grew" },
      play,
      make("div", { class: "track" }, chart, range),
      words,
    ),
    stop,
  };
}

// ---- the list ----

function row(one) {
  return make(
    "tr",
    {},
    make("td", {}, party(one.actor)),
    make("td", {}, one.means || ""),
    make(
      "td",
      {},
      commitmentLink(one),
      one.condition
        ? make(
            "div",
            { class: "dim" },
            typeof one.condition === "string" ? one.condition : one.condition.text || one.condition.class,
          )
        : "",
    ),
    make("td", {}, party(one.recipient)),
    make("td", {}, state(one.state)),
    make("td", { class: "day" }, one.last_said || "no date"),
  );
}

async function fill(place, chosen) {
  const path = address("/api/v1/commitments", chosen),
    first = await data(path);
  const shown = table("Commitments", ["Actor", "Means", "What", "For", "State", "Last said"], first.commitments.map(row));
  place.replaceChildren(
    first.commitments.length ? shown : make("p", {}, "Nothing in the book fits."),
    more("/api/v1/commitments", chosen, first, page => shown.querySelector("tbody").append(...page.commitments.map(row))),
    downloads(path, true, "commitments"),
  );
}

function filterForm() {
  return filters(
    "/",
    input("Search", "search", parameter("search"), "search", { placeholder: searchHint }),
    input("Actor", "actor", parameter("actor")),
    input("For", "recipient", parameter("recipient")),
    select("Means", "means", MEANS, parameter("means")),
    select("State", "state", Object.keys(STATES), parameter("state")),
    input("Said since", "since", parameter("since"), "date"),
    input("Until", "until", parameter("until"), "date"),
  );
}

export async function show() {
  const chosen = NAMED.map(name => [name, parameter(name)]),
    list = make("div", {}),
    place = make("div", { class: "wide" }),
    grown = make("div", {}),
    sums = make("p", { class: "dim" });
  const wanted = [data("/api/v1/board"), times().length ? data(address("/api/v1/board")) : null];
  const frame = rowsOf((await wanted[0]).fields);
  let rows = wanted[1] ? rowsOf((await wanted[1]).fields) : frame,
    asked = 0;
  place.append(board(rows, frame));
  main.replaceChildren(
    make("h1", {}, "The book"),
    sums,
    grown,
    legend(parameter("state")),
    place,
    make("h2", { id: "list" }, "Commitments"),
    filterForm(),
    list,
  );
  const look = async (day, isLast) => {
    const mine = ++asked;
    note([["as_of", isLast ? "" : day]]);
    dispatchEvent(new Event("troth-moment"));
    const found = rowsOf((await data(address("/api/v1/board"))).fields);
    if (mine !== asked) return;
    place.replaceChildren(board(found, frame, rows));
    rows = found;
    await fill(list, chosen);
  };
  const [days, counts] = await Promise.all([data("/api/v1/growth"), data("/api/v1/counts"), fill(list, chosen)]);
  const player = replay(days.days, look);
  grown.replaceChildren(player.node);
  sums.textContent = [
    count(counts.articles, "report"),
    count(counts.statements, "statement"),
    count(counts.commitments, "commitment"),
    count(counts.disputes, "dispute"),
  ].join(", ");
  if (location.hash === "#list") document.getElementById("list").scrollIntoView();
  return player.stop;
}
