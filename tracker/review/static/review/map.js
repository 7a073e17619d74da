// A point clicked on the map goes into the line above it; a point typed there moves the pin. All of it also works without script.
"use strict";

(() => {
  const DECIMAL = /^\s*([-+]?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d{1,3}(?:\.\d+)?)\s*$/;
  const STILL = 4; // pixels that a click may wander

  const box = (svg) => svg.viewBox.baseVal;
  const fact = (svg, name) => Number(svg.dataset[name]);
  const turned = (longitude) => longitude - 360 * Math.ceil((longitude - 180) / 360); // -180 is written as 180

  function spot(svg, event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  }

  // As many decimals as one pixel of the screen can tell apart.
  function decimals(svg) {
    const degrees = box(svg).width / svg.clientWidth / fact(svg, "up");
    return Math.min(5, Math.max(1, Math.ceil(-Math.log10(degrees))));
  }

  function pin(svg, latitude, longitude) {
    svg.querySelector(".desk-plate__pin")?.remove();
    if (Number.isNaN(latitude)) return;
    const middle = fact(svg, "west") + svg.dataset.width / fact(svg, "across") / 2;
    const near = longitude - 360 * Math.floor((longitude - middle + 180) / 360);
    const circle = document.createElementNS(svg.namespaceURI, "circle");
    circle.setAttribute("class", "desk-plate__pin");
    circle.setAttribute("cx", (near - fact(svg, "west")) * fact(svg, "across"));
    circle.setAttribute("cy", (fact(svg, "north") - latitude) * fact(svg, "up"));
    circle.setAttribute("r", 6 * box(svg).width / svg.dataset.width);
    svg.append(circle);
  }

  function zoom(svg, share) {
    const view = box(svg);
    const mark = svg.querySelector(".desk-plate__pin");
    const x = mark ? Number(mark.getAttribute("cx")) : view.x + view.width / 2;
    const y = mark ? Number(mark.getAttribute("cy")) : view.y + view.height / 2;
    const width = Math.min(Number(svg.dataset.width), Math.max(4, view.width * share));
    const height = width * svg.dataset.height / svg.dataset.width;
    show(svg, x - width / 2, y - height / 2, width, height);
    if (mark) mark.setAttribute("r", 6 * width / svg.dataset.width);
  }

  function show(svg, x, y, width, height) {
    const left = Math.min(Math.max(x, 0), svg.dataset.width - width);
    const top = Math.min(Math.max(y, 0), svg.dataset.height - height);
    svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  }

  function start(point) {
    const line = point.querySelector("input[type=text]");
    const holder = point.querySelector(".desk-point__plate");
    const words = point.querySelector(".desk-point__words");
    let grip = null;
    const plate = () => holder.querySelector("svg");

    function read() {
      const found = DECIMAL.exec(line.value);
      if (plate()) pin(plate(), found ? Number(found[1]) : NaN, found ? Number(found[2]) : NaN);
    }

    function ready() {
      const svg = plate();
      svg.dataset.width = box(svg).width;
      svg.dataset.height = box(svg).height;
      point.querySelector(".desk-point__name").textContent = svg.getAttribute("aria-label").replace(/^Map: /, "");
      read();
    }

    async function load(code) {
      try {
        const answer = await fetch(point.dataset.address.replace("world", code || "world"));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const svg = page.querySelector("svg.desk-plate");
        if (!answer.ok || !svg) throw new Error("no map");
        holder.replaceChildren(document.adoptNode(svg));
        ready();
      } catch {
        words.textContent = "The map did not come. Type the point, or try again.";
      }
    }

    function take(event) {
      const svg = plate();
      const at = spot(svg, event);
      const latitude = fact(svg, "north") - at.y / fact(svg, "up");
      const longitude = turned(fact(svg, "west") + at.x / fact(svg, "across"));
      if (Math.abs(latitude) > 90) return;
      line.value = `${latitude.toFixed(decimals(svg))}, ${longitude.toFixed(decimals(svg))}`;
      line.dispatchEvent(new Event("change", { bubbles: true }));
      words.textContent = `Set to ${line.value}`;
      read();
    }

    holder.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !plate()) return;
      const view = box(plate());
      grip = { x: event.clientX, y: event.clientY, left: view.x, top: view.y, moved: false };
    });
    holder.addEventListener("pointermove", (event) => {
      if (!grip || !plate()) return;
      const across = event.clientX - grip.x;
      const down = event.clientY - grip.y;
      if (!grip.moved && Math.hypot(across, down) <= STILL) return;
      grip.moved = true;
      const view = box(plate());
      const scale = view.width / plate().clientWidth;
      show(plate(), grip.left - across * scale, grip.top - down * scale, view.width, view.height);
    });
    addEventListener("pointerup", (event) => {
      const held = grip;
      grip = null;
      if (!held || held.moved || !holder.contains(event.target)) return;
      const code = event.target.dataset?.code;
      if (plate().dataset.code === "" && code) load(code);
      else take(event);
    });
    point.querySelector(".desk-point__tools").addEventListener("click", (event) => {
      const wanted = event.target.closest("button")?.dataset.do;
      if (wanted === "world") load("");
      else if (wanted && plate()) zoom(plate(), wanted === "in" ? 0.5 : 2);
    });
    line.addEventListener("input", () => { words.textContent = ""; read(); });
    point.classList.add("is-live");
    point.querySelector(".desk-point__tools").hidden = false;
    ready();
  }

  addEventListener("DOMContentLoaded", () => {
    for (const point of document.querySelectorAll(".desk-point")) start(point);
  });
})();
