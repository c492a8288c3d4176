// Weighing: what falls due if something happens, whether a need is covered, what that hangs on. The address is the scenario.
import {
  main,
  make,
  data,
  ask,
  query,
  parameter,
  times,
  note,
  say,
  party,
  nameOf,
  table,
  input,
  select,
  commitmentLink,
  download,
  downloads,
  save,
  CONDITIONS,
} from "./pieces.js";

const NAMED = ["if", "without", "with", "for", "believe", "need", "chance", "by"],
  BELIEFS = ["sceptical", "neutral", "credulous"];
const VERDICTS = [
  "falls due",
  "still lacks something",
  "in a circle",
  "owed",
  "later",
  "contested",
  "possible",
  "lost",
  "declined",
];
const COLOURS = {
  "falls due": "cyan",
  owed: "green",
  "still lacks something": "amber",
  "in a circle": "amber",
  later: "amber",
  possible: "amber",
  contested: "violet",
  lost: "red",
  declined: "red",
};

const listOf = name =>
  (parameter(name) || "")
    .split(",")
    .map(one => one.trim())
    .filter(Boolean);
const scenario = (...left) => [...NAMED.filter(name => !left.includes(name)).map(name => [name, parameter(name)]), ...times()];
const actorOf = one => one.actor_code || party(one.actor);

// ---- switches ----

function toggle(name, words, value, isOn, change) {
  return make(
    "label",
    { class: "switch" },
    make("input", {
      type: "checkbox",
      role: "switch",
      name,
      value,
      checked: isOn,
      onchange: event => change(event.target.checked),
    }),
    make("span", {}, words),
  );
}

function setList(name, value, isIn) {
  const now = listOf(name).filter(one => one !== value);
  note([[name, (isIn ? [...now, value] : now).join(",")]]);
}

// ---- the need ----

// A bar that stays on the page, so that it moves when something is switched.
function needBar() {
  const part = colour => make("span", { class: colour });
  const sure = part("green"),
    open = part("amber"),
    mark = make("span", { class: "needed" }),
    title = make("h2", {}),
    words = make("p", {}),
    chance = make("p", { class: "chance" }),
    more = make("div", {});
  const track = make("div", { class: "bar", role: "img" }, sure, open, mark);
  const node = make("div", { class: "card need", hidden: true }, title, track, words, chance, more);
  const format = value => Number(value).toLocaleString("en", { maximumFractionDigits: 3 });
  return {
    node,
    turn(one) {
      node.hidden = !one;
      if (!one) return;
      const whole = Math.max(Number(one.amount), Number(one.sure) + Number(one.open)) * 1.05 || 1,
        unit = one.unit ? " " + one.unit : "";
      sure.style.width = (100 * one.sure) / whole + "%";
      open.style.width = (100 * one.open) / whole + "%";
      mark.style.left = (100 * one.amount) / whole + "%";
      track.setAttribute(
        "aria-label",
        `${format(one.sure)} of ${format(one.amount)}${unit} are sure, ${format(one.open)} more are open`,
      );
      title.replaceChildren(
        one.need + (one.recipient ? " for " + nameOf(one.recipient) : "") + ": ",
        make("span", { class: "state " + ({ covered: "green", open: "amber", short: "red" }[one.cover] || "grey") }, one.cover),
      );
      words.textContent = `${format(one.amount)}${unit} needed; ${format(one.sure)} sure, ${format(one.open)} open, ${format(one.missing)} missing`;
      const percent = value => (100 * value).toFixed(1).replace(/\.0$/, "") + "\u00a0%";
      chance.textContent =
        parameter("chance") && one.low !== null && one.low !== undefined
          ? `How likely it is covered: ${percent(one.low)}${one.high !== one.low ? " to " + percent(one.high) : ""}`
          : "";
      more.replaceChildren(
        ...[
          sets("It hangs on", one.linchpins),
          sets("Further pledges that would cover it", one.further),
          worths(one.worths),
        ].filter(Boolean),
      );
    },
  };
}

function sets(title, found) {
  if (!found || !found.sets || !found.sets.length) return "";
  return make(
    "section",
    {},
    make("h3", {}, title),
    make(
      "ul",
      { class: "sets" },
      found.sets.map(set =>
        make(
          "li",
          {},
          set.map((one, index) => [index ? " and " : "", make("span", { class: "chip" }, one)]),
        ),
      ),
    ),
    found.total > found.sets.length ? make("p", { class: "dim" }, `and ${found.total - found.sets.length} more`) : "",
  );
}

function worths(found) {
  if (!found || !found.length || !parameter("chance")) return "";
  return make(
    "section",
    {},
    make("h3", {}, "How much each is worth"),
    table(
      "How much each is worth",
      ["On what", "Worth"],
      found.map(one => {
        const bar = make("span", { class: "worth" });
        bar.style.width = 60 * Math.max(0, Math.min(1, one.worth)) + "%";
        return make(
          "tr",
          {},
          make("td", {}, one.assumption),
          make(
            "td",
            {},
            bar,
            " ",
            Number(one.worth)
              .toFixed(3)
              .replace(/\.?0+$/, ""),
          ),
        );
      }),
    ),
  );
}

// ---- what falls due ----

const dueRow = one =>
  make(
    "tr",
    {},
    make("td", {}, nameOf(actorOf(one))),
    make("td", {}, one.means || ""),
    make(
      "td",
      {},
      one.id ? commitmentLink(one) : one.object || "",
      one.amount && !(one.object || "").includes(one.amount) ? make("div", { class: "dim" }, one.amount) : "",
    ),
    make("td", {}, one.recipient_code ? nameOf(one.recipient_code) : party(one.recipient)),
    make("td", {}, one.lacks || ""),
  );

function verdicts(found) {
  const used = VERDICTS.filter(name => found.some(one => one.verdict === name));
  return [
    make(
      "ul",
      { class: "legend", "aria-label": "What comes of it" },
      used.map(name =>
        make("li", { class: "state " + COLOURS[name] }, `${name}: ${found.filter(one => one.verdict === name).length}`),
      ),
    ),
    ...used.map(name =>
      make(
        "section",
        {},
        make("h3", { class: COLOURS[name] }, name),
        table(name, ["Actor", "Means", "What", "For", "Lacks"], found.filter(one => one.verdict === name).map(dueRow)),
      ),
    ),
    found.length ? "" : make("p", {}, "Nothing falls due."),
  ].filter(Boolean);
}

async function savePng(chart) {
  const image = new Image();
  image.src = URL.createObjectURL(chart);
  await image.decode();
  const canvas = make("canvas", { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob(blob => save(blob, "image/png", "weighing.png"));
}

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The scenario's address is copied.");
  } catch {
    prompt("The scenario's address", location.href);
  }
}

export async function show() {
  const dueOf = () => "/api/v1/due" + query([...scenario("need", "chance", "if"), ["if", parameter("if") || "ceasefire"]]);
  const weighOf = () => "/api/v1/weigh" + query(scenario());
  const members = make("fieldset", { class: "card" }, make("legend", {}, "Who stays")),
    bar = needBar(),
    results = make("div", { "aria-live": "polite" }),
    picture = make("img", { class: "chart", alt: "Chart of what falls due, as in the tables below", hidden: true });
  const links = make("div", {});
  let turn = 0,
    chart = null;
  async function update() {
    const mine = ++turn,
      due = dueOf(),
      [found, weighed, drawn] = await Promise.all([
        data(due).then(answer => answer.items),
        parameter("need") ? data(weighOf()).then(answer => answer.items) : [],
        ask(due + "&format=svg").then(answer => answer.blob()),
      ]);
    if (mine !== turn) return;
    bar.turn(weighed.find(one => one.need));
    results.replaceChildren(...verdicts(found));
    chart = drawn;
    URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(chart);
    picture.hidden = !found.length;
    links.replaceChildren(downloads(due, true, "due"));
  }
  const change = action => {
    action();
    update().catch(error => say(error.message));
  };
  const conditions = make(
    "fieldset",
    { class: "card" },
    make("legend", {}, "What comes about"),
    CONDITIONS.filter(name => name !== "other").map(name =>
      toggle("if", name, name, listOf("if").includes(name), isOn => change(() => setList("if", name, isOn))),
    ),
  );
  const form = make(
    "form",
    {
      class: "filters",
      onsubmit: event => {
        event.preventDefault();
        change(() => note([...new FormData(event.target)]));
        showMembers();
      },
    },
    input("Needed", "need", parameter("need"), "text", { placeholder: "land: 15000 for UKR" }),
    input("Chances", "chance", parameter("chance"), "text", { placeholder: "ceasefire=0.4 USA=0.7" }),
    input("For", "for", parameter("for"), "text", { placeholder: "UKR" }),
    input("Who joins", "with", parameter("with")),
    select("What is disputed", "believe", BELIEFS, parameter("believe"), "undecided"),
    make("button", { class: "first" }, "Weigh"),
  );
  async function showMembers() {
    const all = (
      await data("/api/v1/due" + query([...scenario("need", "chance", "if", "without"), ["if", parameter("if") || "ceasefire"]]))
    ).items;
    const names = [...new Set([...all.filter(one => one.verdict !== "declined").map(actorOf), ...listOf("without")])]
      .filter(name => !name.includes(","))
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    members.replaceChildren(
      make("legend", {}, "Who stays"),
      make(
        "div",
        { class: "members", tabindex: 0, role: "group", "aria-label": "Members" },
        names.map(name =>
          toggle("without", nameOf(name), name, !listOf("without").includes(name), isOn =>
            change(() => setList("without", name, !isOn)),
          ),
        ),
      ),
    );
  }
  main.replaceChildren(
    make("h1", {}, "Weigh"),
    make(
      "p",
      { class: "dim" },
      "Switch what comes about and who backs out; the address of this page is the scenario, and can be sent. Nothing switched: a ceasefire is assumed.",
    ),
    form,
    make(
      "div",
      { class: "weighing" },
      make("div", { class: "controls" }, conditions, members),
      make(
        "div",
        {},
        bar.node,
        picture,
        results,
        make(
          "p",
          { class: "more" },
          make("button", { type: "button", onclick: copyAddress }, "Copy the scenario's address"),
          " The chart as ",
          make("button", { type: "button", onclick: () => save(chart, "image/svg+xml", "weighing.svg") }, "SVG"),
          " ",
          make("button", { type: "button", onclick: () => savePng(chart) }, "PNG"),
          parameter("need")
            ? [
                " The weighing as ",
                make("button", { type: "button", onclick: () => download(weighOf() + "&format=csv", "weighing.csv") }, "CSV"),
                " ",
                make("button", { type: "button", onclick: () => download(weighOf(), "weighing.json") }, "JSON"),
              ]
            : "",
        ),
        links,
      ),
    ),
  );
  await Promise.all([update(), showMembers()]);
}
