// The page: each view has an address, asks the API, and draws what it says. Text from reports only ever becomes text nodes.
const main = document.getElementById("main"), status = document.getElementById("status");
const MEANS = ["troops", "air", "naval", "arms", "training", "intelligence", "funding", "humanitarian", "guarantee", "talks", "ceasefire",
  "membership", "territory", "sanctions", "trade", "nuclear", "climate", "prisoners", "reform", "other"];
const STATES = { pledged: "green", fulfilled: "green", "fulfilled in part": "green", due: "cyan", conditional: "amber", possible: "amber",
  revised: "cyan", disputed: "violet", declined: "red", withdrawn: "red", none: "grey" };
const CONDITIONS = ["ceasefire", "agreement", "withdrawal", "approval", "others", "aggression", "request", "compliance", "other"];
const SVG = "http://www.w3.org/2000/svg";

function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
  return node;
}

function draw(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// ---- asking ----

const here = () => new URL(location.href);
const times = () => ["as_of", "known_by"].filter(key => here().searchParams.get(key)).map(key => [key, here().searchParams.get(key)]);

function query(entries) {
  const parameters = new URLSearchParams();
  for (const [key, value] of entries) if (value) parameters.append(key, value);
  const text = parameters.toString();
  return text ? "?" + text : "";
}

const address = (path, entries = []) => path + query([...entries, ...times()]);

async function ask(path, options = {}) {
  const token = sessionStorage.getItem("token");
  const headers = { ...(options.headers || {}), ...(token ? { Authorization: "Bearer " + token } : {}) };
  const answer = await fetch(path, { ...options, headers });
  if (answer.status === 401) {
    const given = await askToken();
    sessionStorage.setItem("token", given);
    return ask(path, options);
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({ title: answer.statusText }));
    throw new Error(problem.title + (problem.detail ? ": " + problem.detail : ""));
  }
  return answer;
}

const data = (path, options) => ask(path, options).then(answer => answer.json());

function askToken() {
  return new Promise(resolve => {
    const input = make("input", { type: "password", autocomplete: "off", required: true });
    const form = make("form", { class: "filters", onsubmit: event => { event.preventDefault(); resolve(input.value); } },
      make("label", {}, "Your token", input), make("button", { class: "first" }, "Enter"));
    main.replaceChildren(make("h1", {}, "Who are you?"), form);
    input.focus();
  });
}

async function download(path, name) {
  const blob = await (await ask(path)).blob();
  make("a", { href: URL.createObjectURL(blob), download: name }).click();
}

const say = words => { status.textContent = words; };

// ---- pieces ----

const state = name => make("span", { class: "state " + (STATES[name] || "grey") }, name);
const link = (path, entries, ...words) => make("a", { href: address(path, entries) }, ...words);
const downloads = (path, name) => make("p", { class: "more dim" }, "This as ",
  make("button", { type: "button", onclick: () => download(path + (path.includes("?") ? "&" : "?") + "format=csv", name + ".csv") }, "CSV"), " ",
  make("button", { type: "button", onclick: () => download(path, name + ".json") }, "JSON"));
const who = parties => (parties || []).map(party => party.code || party.text).join(", ");
const party = one => one ? (typeof one === "string" ? one : one.code || one.text) : "";
const commitmentLink = row => link("/commitment/" + row.id, [], row.object || row.means || "words");

function select(label, name, values, chosen) {
  return make("label", {}, label, make("select", { name }, make("option", { value: "" }, "any"),
    values.map(value => make("option", { value, selected: value === chosen }, value))));
}

function input(label, name, value, type = "text") {
  return make("label", {}, label, make("input", { name, type, value: value || "" }));
}

// A form whose fields are the address's parameters.
function filters(path, ...fields) {
  return make("form", { class: "filters", onsubmit: event => {
    event.preventDefault();
    go(address(path, [...new FormData(event.target)]));
  } }, ...fields, make("button", { class: "first" }, "Show"));
}

const table = (caption, heads, rows) => make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, make("table", {},
  make("thead", {}, make("tr", {}, heads.map(head => make("th", { scope: "col" }, head)))), make("tbody", {}, rows)));

// ---- the book ----

function fieldOf(actor, means, counts) {
  const all = counts.reduce((sum, one) => sum + one.commitments, 0);
  const words = `${actor}, ${means}: ` + counts.map(one => `${one.commitments} ${one.state}`).join(", ");
  const bars = draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  let at = 0;
  for (const one of counts) {
    const width = 100 * one.commitments / all;
    bars.append(draw("rect", { x: at, y: 7, width, height: 3, class: STATES[one.state] || "grey" }));
    at += width;
  }
  return make("a", { class: "field", href: address("/", [["actor", actor], ["means", means === "words" ? "" : means]]) + "#list", title: words, "aria-label": words },
    bars, make("span", { class: "count", "aria-hidden": "true" }, String(all)));
}

function board(fields) {
  const actors = new Map();
  for (const field of fields) {
    const means = field.means || "words";
    if (!actors.has(field.actor)) actors.set(field.actor, new Map());
    const row = actors.get(field.actor);
    row.set(means, [...(row.get(means) || []), field]);
  }
  const used = [...MEANS, "words"].filter(means => [...actors.values()].some(row => row.has(means)));
  const rows = [...actors].map(([actor, row]) => make("tr", {}, make("th", { scope: "row" }, actor),
    used.map(means => make("td", {}, row.has(means) ? fieldOf(actor, means, row.get(means)) : ""))));
  const node = table("Board of actors by means", ["Actor", ...used], rows);
  node.classList.add("board");
  return node;
}

function slider(days) {
  if (days.length < 2) return "";
  let sum = 0;
  const sums = days.map(day => sum += day.commitments);
  const points = sums.map((value, index) => `${(100 * index / (sums.length - 1)).toFixed(2)},${(20 - 19 * value / sum).toFixed(2)}`);
  const chosen = here().searchParams.get("as_of");
  let at = days.length - 1;
  if (chosen) while (at > 0 && days[at].day > chosen) at--;
  const words = make("output", {}, days[at].day + ", " + sums[at] + " commitments");
  const range = make("input", { type: "range", min: 0, max: days.length - 1, value: at, "aria-label": "As of which day",
    "aria-valuetext": days[at].day,
    oninput: event => {
      const index = Number(event.target.value);
      words.textContent = days[index].day + ", " + sums[index] + " commitments";
      event.target.setAttribute("aria-valuetext", days[index].day);
    },
    onchange: event => {
      const url = here(), index = Number(event.target.value);
      if (index === days.length - 1) url.searchParams.delete("as_of");
      else url.searchParams.set("as_of", days[index].day);
      go(url.pathname + url.search);
    } });
  const chart = draw("svg", { viewBox: "0 0 100 20", preserveAspectRatio: "none", class: "growth", "aria-hidden": "true" },
    draw("polygon", { points: "0,20 " + points.join(" ") + " 100,20", class: "grey" }));
  return make("section", { "aria-label": "How the book grew" }, make("h2", {}, "How the book grew"), chart, range, words);
}

function commitmentRow(row) {
  return make("tr", {}, make("td", {}, row.actor ? party(row.actor) : ""), make("td", {}, row.means || ""), make("td", {}, commitmentLink(row),
    row.condition ? make("div", { class: "dim" }, "– ", typeof row.condition === "string" ? row.condition : row.condition.text || "") : ""),
    make("td", {}, party(row.recipient)), make("td", {}, state(row.state)), make("td", { class: "day" }, row.last_said || "no date"));
}

async function showBook() {
  const given = here().searchParams, names = ["actor", "recipient", "means", "state", "words"];
  const chosen = names.map(name => [name, given.get(name)]);
  const list = "/api/v1/commitments" + query([...chosen, ...times()]);
  const wanted = data(list);
  const drawn = await data(address("/api/v1/board"));
  const rows = make("div", { id: "list" });
  main.replaceChildren(make("h1", {}, "The book"),
    make("ul", { class: "legend", "aria-label": "States" }, Object.keys(STATES).filter(name => name !== "none").map(name => make("li", {}, state(name)))),
    board(drawn.fields), make("h2", {}, "Commitments"),
    filters("/", input("Actor", "actor", given.get("actor")), input("For", "recipient", given.get("recipient")),
      select("Means", "means", MEANS, given.get("means")), select("State", "state", Object.keys(STATES), given.get("state")),
      input("Words", "words", given.get("words"), "search")), rows);
  const first = await wanted, body = first.commitments.map(commitmentRow);
  const shown = table("Commitments", ["Actor", "Means", "What", "For", "State", "Last said"], body);
  rows.append(first.commitments.length ? shown : make("p", {}, "Nothing in the book fits."));
  let next = first.next;
  const more = make("button", { type: "button", hidden: !next, onclick: async () => {
    const page = await data("/api/v1/commitments" + query([...chosen, ...times(), ["after", next]]));
    shown.querySelector("tbody").append(...page.commitments.map(commitmentRow));
    more.hidden = !(next = page.next);
  } }, "More");
  rows.append(make("p", { class: "more" }, more), downloads(list, "commitments"));
  if (location.hash === "#list") rows.scrollIntoView();
  rows.before(slider((await data("/api/v1/growth")).days));
}

// ---- a commitment ----

function step(one) {
  const statement = one.statement, article = statement.article || {};
  return make("li", {}, make("div", {}, make("strong", {}, article.published ? article.published.slice(0, 10) : "no date"), " ", one.effect, " → ", state(one.state)),
    make("blockquote", {}, "“", statement.sentence, "”"),
    make("div", { class: "dim" }, statement.speaker ? "said by " + party(statement.speaker) + ", " : "",
      link("/article", [["id", article.id], ["statement", statement.id]], article.publisher || article.title || "the article"),
      one.also_printed && one.also_printed.length ? ", also printed by " + one.also_printed.map(copy => copy.publisher || copy.url).join(", ") : ""));
}

function side(one, title) {
  return make("div", { class: "card" }, make("h3", {}, title), make("div", { class: "dim" }, one.actors || "", " ", one.act || "", ", ", one.said || "no date", ", ", one.publisher || ""),
    make("blockquote", {}, "“", one.sentence, "”"));
}

const dispute = one => make("div", { class: "sides" }, side(one.statement, "Said"), side(one.disputed_by, "Disputed"));

async function showCommitment() {
  const id = location.pathname.slice("/commitment/".length), row = await data(address("/api/v1/commitments/" + id));
  const fields = ["object", "amount", "condition", "caveat", "when", "first_said", "last_said", "statements", "articles", "sources"];
  main.replaceChildren(make("h1", {}, party(row.actor), ": ", row.means || row.object || "", row.recipient ? " for " + party(row.recipient) : ""),
    make("p", {}, state(row.state), row.disputed && row.state !== "disputed" ? " was disputed" : "", row.revised && row.state !== "revised" ? " was revised" : ""),
    make("dl", {}, fields.filter(name => row[name]).flatMap(name => [make("dt", {}, name.replace("_", " ")),
      make("dd", {}, typeof row[name] === "object" ? row[name].text || row[name].class || "" : String(row[name]))])),
    make("h2", {}, "History"), make("ol", { class: "timeline" }, row.history.map(step)),
    row.revisions.length ? make("section", {}, make("h2", {}, "What changed"), table("Changes", ["Day", "What", "Before", "After"],
      row.revisions.map(one => make("tr", {}, make("td", {}, one.said), make("td", {}, one.what), make("td", {}, one.before || "nothing"), make("td", {}, one.after || "nothing"))))) : "",
    row.disputes.length ? make("section", {}, make("h2", {}, "Disputed"), row.disputes.map(dispute)) : "");
}

// ---- an article ----

function marked(text, statements, show) {
  const points = [...text], out = [];
  let at = 0;
  for (const statement of statements) {
    const [first, last] = (statement.spans || {}).trigger || [0, 0];
    if (first < at || last <= first) continue;
    out.push(points.slice(at, first).join(""));
    out.push(make("a", { href: "#" + statement.id, class: actColour(statement.act), title: describe(statement),
      onclick: event => { event.preventDefault(); show(statement); } }, points.slice(first, last).join("")));
    at = last;
  }
  out.push(points.slice(at).join(""));
  return out;
}

const actColour = act => ["decline", "withdraw", "reject"].includes(act) ? "red" : ["claim", "deny", "accuse"].includes(act) ? "violet"
  : ["pledge", "aid", "agree"].includes(act) ? "green" : ["offer"].includes(act) ? "amber" : "cyan";
const describe = statement => `${who(statement.actors)}: ${statement.act}${statement.recipients && statement.recipients.length ? " → " + who(statement.recipients) : ""}`;

function reading(statement) {
  const simple = ["act", "status", "means", "amount", "when", "caveat"], evidence = statement.evidence || [];
  const rows = simple.filter(name => statement[name] && statement[name].length !== 0).map(name => [name, [].concat(statement[name].text || statement[name]).join(", ")]);
  return make("div", { class: "card" }, make("h2", {}, describe(statement)), make("dl", {}, rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
    statement.object ? [make("dt", {}, "object"), make("dd", {}, statement.object)] : [],
    statement.condition ? [make("dt", {}, "condition"), make("dd", {}, statement.condition.text || "")] : [],
    make("dt", {}, "confidence"), make("dd", {}, String(statement.confidence))),
    evidence.length ? [make("h3", {}, "Why"), make("dl", {}, evidence.flatMap(one => [make("dt", {}, one.field),
      make("dd", {}, one.because || "", one.file ? make("div", { class: "dim" }, "lexicon/" + one.file + ":" + one.line) : "")]))] : "");
}

function articleView(article, statements) {
  const aside = make("aside", { "aria-live": "polite" }, make("p", { class: "dim" }, `${statements.length} statements. Choose marked words to see how they were read.`));
  const show = statement => aside.replaceChildren(reading(statement));
  const asked = statements.find(one => one.id === here().searchParams.get("statement"));
  if (asked) show(asked);
  const inTitle = statements.filter(one => one.in_title), inText = statements.filter(one => !one.in_title);
  return [make("h1", {}, marked(article.title || "Without a title", inTitle, show)),
    make("p", { class: "dim" }, [article.publisher, article.published].filter(Boolean).join(", "), article.url ? [" ", make("a", { href: /^https?:/.test(article.url) ? article.url : null, rel: "noreferrer" }, "source")] : ""),
    make("div", { class: "beside" }, make("div", { class: "text" }, marked(article.text || "", inText, show)), aside)];
}

async function showArticle() {
  const found = await data(address("/api/v1/article", [["id", here().searchParams.get("id")]]));
  main.replaceChildren(...articleView(found.article, found.statements));
}

// ---- statements, disputes ----

async function showStatements() {
  const given = here().searchParams, chosen = ["actor", "act", "words", "since", "until"].map(name => [name, given.get(name)]);
  const path = "/api/v1/statements" + query([...chosen, ...times()]), found = await data(path);
  main.replaceChildren(make("h1", {}, "Statements"), filters("/statements", input("Actor", "actor", given.get("actor")), input("Act", "act", given.get("act")),
    input("Words", "words", given.get("words"), "search"), input("Since", "since", given.get("since"), "date"), input("Until", "until", given.get("until"), "date")),
    table("Statements", ["Day", "Actor", "Act", "Words"], found.statements.map(one => make("tr", {}, make("td", { class: "day" }, (one.article.published || "").slice(0, 10)),
      make("td", {}, who(one.actors)), make("td", {}, one.act), make("td", {}, link("/article", [["id", one.article.id], ["statement", one.id]], one.sentence))))),
    found.next ? make("p", { class: "more" }, link("/statements", [...chosen, ["after", found.next]], "More")) : "");
}

async function showDisputes() {
  const actor = here().searchParams.get("actor"), path = address("/api/v1/disputes", [["actor", actor]]), found = await data(path);
  main.replaceChildren(make("h1", {}, "Disputes"), filters("/disputes", input("Actor", "actor", actor)),
    ...found.items.map(dispute), found.items.length ? "" : make("p", {}, "Nobody disputes anything here."), downloads(path, "disputes"));
}

// ---- weighing ----

function bar(one) {
  const whole = Math.max(Number(one.amount), Number(one.sure) + Number(one.open)) || 1, part = value => 100 * Number(value || 0) / whole;
  return make("div", { class: "card" }, make("h2", {}, `${one.need}: ${one.cover}`),
    make("p", {}, `needs ${one.amount}${one.unit ? " " + one.unit : ""}; ${one.sure} sure, ${one.open} open, ${one.missing} missing`,
      one.low !== null && one.low !== undefined ? `; chance ${one.low}${one.high !== one.low ? " to " + one.high : ""}` : ""),
    draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "bar", role: "img", "aria-label": `${one.sure} of ${one.amount} sure` },
      draw("rect", { x: 0, y: 0, width: part(one.sure), height: 10, class: "green" }), draw("rect", { x: part(one.sure), y: 0, width: part(one.open), height: 10, class: "amber" }),
      draw("rect", { x: Math.min(99.5, part(one.amount)), y: 0, width: .5, height: 10, class: "red" })),
    ["linchpins", "further"].map(name => one[name] && one[name].sets && one[name].sets.length ? make("section", {}, make("h3", {}, name === "linchpins" ? "It hangs on" : "Further pledges that would cover it"),
      make("ul", {}, one[name].sets.map(set => make("li", {}, set.join(" + "))))) : ""));
}

async function savePng(path) {
  const text = await (await ask(path)).text(), image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: image.width * 2, height: image.height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => make("a", { href: URL.createObjectURL(blob), download: "weighing.png" }).click());
  };
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
}

async function showWeigh() {
  const given = here().searchParams, names = ["if", "without", "with", "for", "need", "chance", "believe"];
  const chosen = names.map(name => [name, given.get(name)]), held = (given.get("if") || "").split(",").filter(Boolean);
  const due = address("/api/v1/due", chosen.filter(([name]) => !["need", "chance"].includes(name)).concat(held.length ? [] : [["if", "ceasefire"]]));
  const weigh = address("/api/v1/weigh", chosen), results = make("div");
  const switches = make("fieldset", { class: "card" }, make("legend", {}, "What comes about"), CONDITIONS.map(name => make("label", {}, " ",
    make("input", { type: "checkbox", value: name, checked: held.includes(name), onchange: event => {
      const url = here(), now = event.target.checked ? [...held, name] : held.filter(one => one !== name);
      now.length ? url.searchParams.set("if", now.join(",")) : url.searchParams.delete("if");
      go(url.pathname + url.search);
    } }), " ", name, " ")));
  main.replaceChildren(make("h1", {}, "Weigh"), switches, filters("/weigh", make("input", { type: "hidden", name: "if", value: given.get("if") || "" }),
    input("For", "for", given.get("for")), input("Without", "without", given.get("without")), input("With", "with", given.get("with")),
    input("Needed", "need", given.get("need")), input("Chances", "chance", given.get("chance"))),
    make("p", { class: "dim" }, "Needed is written as ", make("code", {}, "land: 15000 for UKR"), ", chances as ", make("code", {}, "ceasefire=0.4 USA=0.7"), ". The address of this page is the scenario: it can be sent."), results);
  const wanted = given.get("need") ? (await data(weigh)).items : [];
  const found = (await data(due)).items;
  const verdicts = [...new Set(found.map(one => one.verdict))];
  results.append(...wanted.filter(one => one.need).map(bar), ...verdicts.map(verdict => make("section", {}, make("h2", {}, verdict),
    table(verdict, ["Actor", "Means", "What", "For", "Lacks"], found.filter(one => one.verdict === verdict).map(one => make("tr", {}, make("td", {}, one.actor_code || party(one.actor)),
      make("td", {}, one.means || ""), make("td", {}, one.id ? commitmentLink(one) : one.object || ""), make("td", {}, one.recipient_code || party(one.recipient)), make("td", {}, one.lacks || "")))))),
    found.length ? "" : make("p", {}, "Nothing falls due."), make("p", { class: "more" }, "The chart as ",
      make("button", { type: "button", onclick: () => download(due + "&format=svg", "weighing.svg") }, "SVG"), " ",
      make("button", { type: "button", onclick: () => savePng(due + "&format=svg") }, "PNG")), downloads(due, "due"));
}

// ---- dropping ----

function showDrop() {
  const area = make("textarea", { id: "words", "aria-label": "The report's text" }), shown = make("div", { "aria-live": "polite" });
  let bytes = null;
  const read = async body => {
    bytes = body;
    say("Reading…");
    const found = await data("/api/v1/read", { method: "POST", body, headers: { "X-Troth": "1" } });
    say("");
    shown.replaceChildren(make("h2", {}, `${found.items.length} statements`),
      table("Statements read", ["Actor", "Act", "To", "Means", "Sentence"], found.items.map(one => make("tr", {}, make("td", {}, who(one.actors)), make("td", { class: actColour(one.act) }, one.act),
        make("td", {}, who(one.recipients)), make("td", {}, (one.means || []).join(", ")), make("td", {}, one.sentence)))),
      make("p", { class: "more" }, make("button", { type: "button", class: "first", onclick: add }, "Add to the book"), " ",
        make("button", { type: "button", onclick: () => shown.replaceChildren() }, "Leave it")));
  };
  const add = async () => {
    const done = await data("/api/v1/articles", { method: "POST", body: bytes, headers: { "X-Troth": "1" } });
    shown.replaceChildren(make("p", {}, done.added ? `Added ${done.added} report with ${done.statements} statements.` : "The book had it already."));
  };
  const guard = action => action.catch(fail);
  const zone = make("div", { class: "drop", ondragover: event => { event.preventDefault(); zone.classList.add("over"); }, ondragleave: () => zone.classList.remove("over"),
    ondrop: event => { event.preventDefault(); zone.classList.remove("over"); const file = event.dataTransfer.files[0]; guard(read(file || event.dataTransfer.getData("text"))); } },
    make("p", {}, "Drop a file, a page or text here, or write it. The first line is the title. It is read on this machine and kept only if you add it."), area,
    make("p", {}, make("label", {}, "A file ", make("input", { type: "file", onchange: event => guard(read(event.target.files[0])) })), " ",
      make("button", { type: "button", class: "first", onclick: () => guard(read(area.value)) }, "Read it")));
  main.replaceChildren(make("h1", {}, "Drop"), zone, shown);
}

// ---- going about ----

const views = [[/^\/$/, showBook, "Book"], [/^\/commitment\//, showCommitment, "Commitment"], [/^\/article$/, showArticle, "Article"],
  [/^\/statements$/, showStatements, "Statements"], [/^\/disputes$/, showDisputes, "Disputes"], [/^\/weigh$/, showWeigh, "Weigh"], [/^\/drop$/, showDrop, "Drop"]];

function fail(error) {
  say("");
  main.append(make("p", { role: "alert", class: "red" }, error.message));
}

async function show() {
  const view = views.find(([path]) => path.test(location.pathname)) || views[0];
  document.title = view[2] + " – Troth";
  for (const tab of document.querySelectorAll("nav a")) {
    tab.toggleAttribute("aria-current", new URL(tab.href).pathname === location.pathname);
    if (tab.hasAttribute("aria-current")) tab.setAttribute("aria-current", "page");
  }
  for (const key of ["as_of", "known_by"]) document.getElementById(key).value = here().searchParams.get(key) || "";
  try {
    await view[1]();
    document.documentElement.dataset.ready = location.pathname;
  } catch (error) {
    main.replaceChildren();
    fail(error);
  }
}

function go(path) {
  history.pushState(null, "", path);
  show();
}

document.addEventListener("click", event => {
  const anchor = event.target.closest("a");
  if (!anchor || event.defaultPrevented || event.metaKey || event.ctrlKey || anchor.origin !== location.origin || anchor.getAttribute("href").startsWith("#") || anchor.download) return;
  event.preventDefault();
  const url = new URL(anchor.href);
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
addEventListener("popstate", show);
show();
