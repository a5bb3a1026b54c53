/**
 * Sorts, narrows down and turns the pages of the tables, shows the details of a row, and keeps what is shown in the fragment of the
 * address. It writes text only, never markup, and must not hold a closing tag.
 */
export const SCRIPT = `
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const number = (count) => count.toLocaleString("en");
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  // A long name breaks between its words.
  const named = (element, name) => {
    name.split(/(?<=_)(?=[^_])/).forEach((word, at) => element.append(...(at ? [make("wbr")] : []), word));
    return element;
  };
  const badge = ([label, tone]) => make("span", "badge " + tone, label);
  const tables = {};
  // What only details take is parsed when the first of them is opened.
  let details;
  const more = (table, at) => (details ??= JSON.parse(byId("more").textContent)).tables[table][at];
  const cellOf = ({ cells }, at, cell) => {
    const [values, places] = cells[cell];
    return values[places ? places[at] : at];
  };
  const keyOf = ({ keys: [values, places] }, at) => values[places ? places[at] : at];

  function start(spec, index) {
    const other = data.tables[1 - index];
    const root = byId(spec.id);
    const body = root.querySelector("tbody");
    const heads = [...root.querySelectorAll("thead th")];
    const [search, ...selects] = root.querySelectorAll(".filters input, .filters select");
    const [back, next] = root.querySelectorAll(".pager button");
    const shown = root.querySelector("output");
    const state = { q: "", sort: "", page: 1, open: "" };
    const all = () => Array.from({ length: spec.count }, (_, at) => at);
    let order = all();
    let sorted = ["", order];
    let texts;

    // What is searched in; made while nobody waits.
    const readTexts = () => {
      const words = spec.cells.map(([values], cell) => values.map((value) => String(spec.columns[cell]?.[1] === "badge" ? spec.badges[value][0] : value).toLowerCase()));
      texts ??= all().map((at) => words.map((own, cell) => own[spec.cells[cell][1]?.[at] ?? at]).join("\\n"));
    };
    const valueOf = (at, cell) => {
      const value = cellOf(spec, at, cell);
      return spec.columns[cell]?.[1] === "badge" ? spec.badges[value][0] : value;
    };
    function inOrder() {
      if (sorted[0] === state.sort) return sorted[1];
      const down = state.sort.startsWith("-");
      const cell = spec.columns.findIndex(([key]) => key === state.sort.slice(down ? 1 : 0));
      const rows = all();
      if (cell >= 0) {
        const lower = (value) => (typeof value === "string" ? value.toLowerCase() : value);
        // Different values are few: they are sorted, and the rows by their ranks; empty ones come last either way.
        const values = rows.map((at) => lower(cellOf(spec, at, cell)));
        const ranked = [...new Set(values)].filter((value) => value !== "").sort((a, b) => (a < b ? -1 : 1));
        if (down) ranked.reverse();
        const ranks = new Map(ranked.map((value, rank) => [value, rank]));
        const keys = Float64Array.from(rows, (at) => (ranks.get(values[at]) ?? ranked.length) * spec.count + at).sort();
        rows.forEach((_, place) => (rows[place] = keys[place] % spec.count));
      }
      sorted = [state.sort, rows];
      return rows;
    }
    function apply() {
      const wanted = state.q.trim().toLowerCase();
      if (wanted && !texts) readTexts();
      const chosen = spec.filters.filter(([key]) => state[key]);
      order = inOrder().filter(
        (at) =>
          (!wanted || texts[at].includes(wanted)) &&
          chosen.every(([key, cell]) => {
            const value = valueOf(at, cell);
            return value === state[key] || String(value).split(", ").includes(state[key]);
          }),
      );
      state.page = Math.min(Math.max(1, state.page), Math.max(1, Math.ceil(order.length / data.page)));
      draw((state.page - 1) * data.page, data.page);
    }
    function draw(from, count) {
      const rows = order.slice(from, from + count);
      body.replaceChildren(...rows.map(rowAt));
      if (!rows.length) {
        const row = body.insertRow();
        const cell = row.insertCell();
        cell.colSpan = spec.columns.length;
        cell.className = "quiet";
        cell.textContent = "No " + spec.noun[0] + " is like this.";
      }
      heads.forEach((head, cell) => {
        const key = spec.columns[cell][0];
        if (state.sort === key) head.setAttribute("aria-sort", "ascending");
        else if (state.sort === "-" + key) head.setAttribute("aria-sort", "descending");
        else head.removeAttribute("aria-sort");
      });
      const total = spec.count;
      const noun = spec.noun[total === 1 ? 0 : 1];
      const some = order.length === total ? number(total) + " " + noun : number(order.length) + " of " + number(total) + " " + noun;
      shown.textContent = order.length > rows.length ? number(from + 1) + "–" + number(from + rows.length) + " of " + some : some;
      back.disabled = state.page <= 1;
      next.disabled = state.page * data.page >= order.length;
      back.parentNode.hidden = order.length <= data.page;
    }
    function rowAt(at) {
      const row = make("tr");
      spec.columns.forEach(([, kind, minor], cell) => {
        const value = cellOf(spec, at, cell);
        const place = make(kind === "name" ? "th" : "td", (minor ? "minor " : "") + kind);
        if (kind === "name") {
          place.scope = "row";
          const button = named(make("button", "open"), value);
          button.type = "button";
          button.addEventListener("click", () => open(at));
          place.append(button);
        } else if (kind === "badge") place.append(badge(spec.badges[value]));
        else if (kind === "code") place.append(make("code", "", value));
        else if (value !== "") place.textContent = typeof value === "number" ? number(value) + (kind === "days" ? " d" : "") : value;
        row.append(place);
      });
      return row;
    }
    const dialog = byId("detail");
    function open(at) {
      const [words, others, flow] = more(index, at);
      state.open = keyOf(spec, at);
      const list = make("dl");
      spec.columns.forEach(([, kind], cell) => {
        const own = cellOf(spec, at, cell);
        if (cell === 0 || own === "") return;
        list.append(make("dt", "", heads[cell].textContent));
        const value = make("dd");
        if (kind === "badge") value.append(badge(spec.badges[own]));
        else value.textContent = kind === "days" ? number(own) + " days" : own;
        list.append(value);
      });
      words.forEach((word, label) => {
        const text = details.words[word];
        if (text !== "") list.append(make("dt", text.length > 40 ? "row" : "", spec.labels[label]), make("dd", text.length > 40 ? "long" : "", text));
      });
      const parts = [list];
      if (others.length) {
        const found = make("ul", "others");
        for (const one of others.slice(0, 20)) {
          const item = make("li");
          const button = make("button", "open", cellOf(other, one, 0));
          button.type = "button";
          button.addEventListener("click", () => (location.hash = other.id + "?" + new URLSearchParams({ open: keyOf(other, one) })));
          item.append(badge(other.badges[cellOf(other, one, 1)]), " ", button, " ", make("code", "", cellOf(other, one, other.columns.findIndex(([, kind]) => kind === "code"))));
          found.append(item);
        }
        parts.push(make("h3", "", "Open findings"), found);
        if (others.length > 20) parts.push(make("p", "quiet", "And " + number(others.length - 20) + " more."));
      }
      if (flow.length) parts.push(make("h3", "", "Where it goes"), tree(flow));
      else if (spec.id === "secrets") parts.push(make("p", "quiet", "No pipeline that was read uses it."));
      byId("detail-title").replaceChildren();
      named(byId("detail-title"), cellOf(spec, at, 0));
      byId("detail-body").replaceChildren(...parts);
      dialog.dataset.table = spec.id;
      if (!dialog.open) dialog.showModal();
      dialog.scrollTop = 0;
      keep();
    }
    function tree(flow) {
      const root = make("ol", "flow");
      for (const [file, platform, jobs] of flow) {
        const pipeline = make("li");
        const name = make("p", "node pipeline", details.words[file]);
        name.append(make("small", "", details.words[platform]));
        const inner = make("ol");
        for (const [job, sinks] of jobs) {
          const item = make("li");
          item.append(make("p", "node job", details.words[job]));
          const ends = make("ul");
          for (const [sink, mark] of sinks) ends.append(make("li")), ends.lastChild.append(make("p", "node sink" + (mark ? " suspect" : ""), details.words[sink]));
          if (!sinks.length) ends.append(make("li")), ends.lastChild.append(make("p", "node sink none", "stays in the job"));
          item.append(ends);
          inner.append(item);
        }
        pipeline.append(name, inner);
        root.append(pipeline);
      }
      return root;
    }
    function keep() {
      const words = new URLSearchParams();
      for (const key of Object.keys(state)) {
        if (state[key] && !(key === "page" && state.page === 1)) words.set(key, state[key]);
      }
      const text = words.toString();
      history.replaceState(null, "", "#" + spec.id + (text ? "?" + text : ""));
    }
    function take(words) {
      state.q = words.get("q") ?? "";
      state.sort = words.get("sort") ?? "";
      state.page = Number(words.get("page")) || 1;
      state.open = words.get("open") ?? "";
      search.value = state.q;
      spec.filters.forEach(([key], at) => {
        state[key] = words.get(key) ?? "";
        selects[at].value = state[key];
        if (selects[at].selectedIndex < 0) selects[at].value = state[key] = "";
      });
      apply();
      const fits = (at) => keyOf(spec, at) === state.open || keyOf(spec, at).startsWith(state.open + "@");
      const at = state.open === "" ? -1 : all().findIndex(fits);
      if (at < 0) state.open = "";
      else open(at);
      return at >= 0;
    }
    function change() {
      state.page = 1;
      apply();
      keep();
    }
    search.addEventListener("input", () => {
      state.q = search.value;
      change();
    });
    selects.forEach((select, at) =>
      select.addEventListener("change", () => {
        state[spec.filters[at][0]] = select.value;
        change();
      }),
    );
    heads.forEach((head, cell) => {
      const button = make("button", "", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => {
        const key = spec.columns[cell][0];
        state.sort = state.sort === key ? "-" + key : state.sort === "-" + key ? "" : key;
        change();
      });
      head.replaceChildren(button);
    });
    const turn = (by) => () => {
      state.page += by;
      apply();
      keep();
      root.querySelector(".wide").scrollIntoView({ block: "nearest" });
    };
    back.addEventListener("click", turn(-1));
    next.addEventListener("click", turn(1));
    root.querySelector(".reset").addEventListener("click", () => {
      take(new URLSearchParams());
      keep();
    });
    addEventListener("beforeprint", () => draw(0, 1000));
    addEventListener("afterprint", apply);
    for (const hidden of root.querySelectorAll(".scripted")) hidden.hidden = false;
    for (const plain of root.querySelectorAll(".plain")) plain.hidden = true;
    (window.requestIdleCallback ?? setTimeout)(readTexts);
    tables[spec.id] = { take, closed: () => ((state.open = ""), keep()) };
    apply();
  }

  data.tables.forEach(start);
  const dialog = byId("detail");
  dialog.addEventListener("close", () => dialog.open || tables[dialog.dataset.table]?.closed());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId("detail-close").addEventListener("click", () => dialog.close());
  function follow() {
    const [, id, words = ""] = /^#([a-z]+)(?:[?](.*))?$/.exec(location.hash) ?? [];
    const table = tables[id];
    if (!table) return;
    if (table.take(new URLSearchParams(words))) return;
    dialog.dataset.table = id;
    if (dialog.open) dialog.close();
    byId(id).scrollIntoView();
  }
  addEventListener("hashchange", follow);
  follow();
  document.addEventListener("keydown", (event) => {
    const typing = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.nodeName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    event.preventDefault();
    document.querySelector(".filters input")?.focus();
  });
})();
`;
