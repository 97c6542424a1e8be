// What a page can do without this script, it does. The script adds comfort: stepping through the figures of a chart, looking closer at a
// chart or a map, and taking a text to copy in one go. It asks nothing of anybody, keeps nothing, and adds no figure that does not stand in the page.
"use strict";
(() => {
  const dutch = document.documentElement.lang !== "en";
  const say = (nl, en) => (dutch ? nl : en);
  const make = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  // A chart and its table stand in one `.picture`. Every row that lies on the chart says where, in thousandths of its width.
  for (const picture of document.querySelectorAll(".picture")) {
    const chart = picture.querySelector("svg.k-chart");
    const rows = [...picture.querySelectorAll("tr[data-at]")];
    if (chart && rows.length > 1) steps(chart, rows);
  }

  function steps(chart, rows) {
    const names = [...rows[0].closest("table").tHead.rows[0].cells].map(cell => cell.textContent.trim());
    const places = rows.map(row => Number(row.dataset.at));
    const title = chart.querySelector("title")?.textContent ?? "";
    const gutters = [...chart.classList].filter(name => /^k-[lr]\d/.test(name)).join(" ");
    const range = make("input", {
      type: "range", class: `k-step ${gutters}`, min: 0, max: rows.length - 1, step: 1, value: rows.length - 1,
      "aria-label": `${say("Lees de cijfers per periode", "Read the figures by period")}: ${title}`,
    });
    const read = make("p", { class: "k-read" }, say("Schuif of wijs aan om de cijfers te lezen.", "Slide or point to read the figures."));
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    line.setAttribute("class", "k-here");
    line.setAttribute("y1", chart.querySelector("svg")?.getAttribute("y") ?? "0");
    line.setAttribute("y2", String(chart.height.baseVal.value - 24));
    const figures = row => [...row.cells].slice(1).flatMap((cell, at) => {
      const text = cell.textContent.trim();
      return text ? [[names[at + 1], text]] : [];
    });
    const show = at => {
      const period = rows[at].cells[0].textContent.trim();
      const all = figures(rows[at]);
      range.setAttribute("aria-valuetext", `${period}: ${all.map(([name, text]) => `${name} ${text}`).join("; ") || say("geen cijfer", "no figure")}`);
      return [period, all];
    };
    const point = at => {
      const [period, all] = show(at);
      range.value = at;
      for (const end of ["x1", "x2"]) line.setAttribute(end, `${places[at] / 10}%`);
      if (!line.isConnected) chart.append(line);
      read.replaceChildren(make("b", {}, period), ...all.map(([name, text]) => make("span", {}, `${name} `, make("b", {}, text))));
    };
    show(rows.length - 1);
    range.addEventListener("input", () => point(Number(range.value)));
    chart.addEventListener("pointermove", event => {
      const box = chart.getBoundingClientRect();
      const at = ((event.clientX - box.left) / box.width) * 1000;
      let near = 0;
      places.forEach((place, index) => {
        if (Math.abs(place - at) < Math.abs(places[near] - at)) near = index;
      });
      point(near);
    });
    const inner = make("div", { class: "k-stretch" });
    const view = make("div", { class: "k-view" }, inner);
    chart.replaceWith(view);
    inner.append(chart, range);
    // The axis of time is drawn in parts of the width, so a wider drawing shows more of it, and the letters stay as they are.
    const widths = [1, 2, 4];
    const closer = zoom(widths.length, title, at => {
      const middle = (view.scrollLeft + view.clientWidth / 2) / view.scrollWidth;
      inner.className = `k-stretch k-times-${widths[at]}`;
      for (const [name, value] of [["role", "region"], ["tabindex", "0"], ["aria-label", title]]) {
        if (at) view.setAttribute(name, value);
        else view.removeAttribute(name);
      }
      view.classList.toggle("k-close", at > 0);
      view.scrollLeft = middle * view.scrollWidth - view.clientWidth / 2;
    });
    view.after(make("div", { class: "k-steps" }, read, closer));
  }

  // Buttons that go through the steps of a zoom; `show` is told which step it is.
  function zoom(steps, title, show, ...more) {
    let at = 0;
    const to = next => {
      at = Math.max(0, Math.min(steps - 1, next));
      closer.disabled = at === steps - 1;
      farther.disabled = at === 0;
      show(at);
    };
    const button = (sign, nl, en, act) => {
      const made = make("button", { type: "button", class: "k-button", "aria-label": `${say(nl, en)}: ${title}`, title: say(nl, en) }, sign);
      made.addEventListener("click", act);
      return made;
    };
    const closer = button("+", "Inzoomen", "Zoom in", () => to(at + 1));
    const farther = button("−", "Uitzoomen", "Zoom out", () => to(at - 1));
    farther.disabled = true;
    const moves = more.map(([sign, nl, en, act]) => button(sign, nl, en, act));
    return make("div", { class: "k-zoom", role: "group", "aria-label": `${say("Zoomen", "Zoom")}: ${title}` }, closer, farther, ...moves);
  }

  for (const figure of document.querySelectorAll("[data-map]")) {
    const map = figure.querySelector("svg.k-map");
    if (map) nearer(map, figure);
  }

  // A map is looked at through a window that shrinks, and moves by arrows, by the mouse, or along with the keyboard.
  function nearer(map, figure) {
    const { x: left, y: top, width, height } = map.viewBox.baseVal;
    const whole = { left, top, width, height };
    const title = map.querySelector("title")?.textContent ?? say("kaart", "map");
    const steps = [1, 1.6, 2.6, 4.2, 6.8];
    let times = 1;
    let middle = { x: left + width / 2, y: top + height / 2 };
    const draw = () => {
      const size = { x: whole.width / times, y: whole.height / times };
      const within = (value, least, most) => Math.max(least, Math.min(most, value));
      middle = {
        x: within(middle.x, whole.left + size.x / 2, whole.left + whole.width - size.x / 2),
        y: within(middle.y, whole.top + size.y / 2, whole.top + whole.height - size.y / 2),
      };
      map.setAttribute("viewBox", [middle.x - size.x / 2, middle.y - size.y / 2, size.x, size.y].map(value => value.toFixed(2)).join(" "));
    };
    const move = (x, y) => {
      middle = { x: middle.x + (x * whole.width) / times, y: middle.y + (y * whole.height) / times };
      draw();
    };
    const buttons = zoom(steps.length, title, at => {
      times = steps[at];
      for (const arrow of [...buttons.children].slice(2)) arrow.disabled = at === 0;
      map.classList.toggle("k-close", at > 0);
      draw();
    },
    ["←", "Naar links", "Move left", () => move(-0.25, 0)],
    ["→", "Naar rechts", "Move right", () => move(0.25, 0)],
    ["↑", "Naar boven", "Move up", () => move(0, -0.25)],
    ["↓", "Naar beneden", "Move down", () => move(0, 0.25)]);
    for (const arrow of [...buttons.children].slice(2)) arrow.disabled = true;
    map.before(buttons);
    // The region that has the focus is always in sight. A drawing that listens for focus itself becomes a stop of Tab, so its figure listens.
    figure.addEventListener("focusin", event => {
      if (times === 1 || !map.contains(event.target) || !event.target.getBBox) return;
      const box = event.target.getBBox();
      middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      draw();
    });
    let from = null;
    let moved = false;
    map.addEventListener("pointerdown", event => {
      moved = false;
      from = times > 1 && event.pointerType === "mouse" && event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
    });
    map.addEventListener("pointermove", event => {
      if (!from || !(event.buttons & 1)) return;
      const box = map.getBoundingClientRect();
      const by = { x: (from.x - event.clientX) / box.width, y: (from.y - event.clientY) / box.height };
      if (!moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 4) return;
      moved = true;
      from = { x: event.clientX, y: event.clientY };
      move(by.x, by.y);
    });
    // Who dragged the map did not mean to follow the link under it.
    map.addEventListener("click", event => { if (moved) event.preventDefault(); }, true);
    map.addEventListener("dragstart", event => event.preventDefault());
  }

  // A text that is there to be copied is taken whole.
  for (const text of document.querySelectorAll("textarea[readonly]")) text.addEventListener("focus", () => text.select());
})();
