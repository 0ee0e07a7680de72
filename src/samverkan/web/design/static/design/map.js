// Maps: the shoreline, points with links, and picking a position into two fields.
// Everything on the map also stands in a table or in fields; the map only helps the eye.

const HOME = { centre: [59.35, 18.65], zoom: 9 };
const DECIMALS = 5; // a metre or so
const SHORELINE = { className: "map-land", interactive: false, weight: 0.8, smoothFactor: 0.5 };
const POINT = { className: "map-point", radius: 9, weight: 2.5 };

for (const figure of document.querySelectorAll("[data-map]")) draw(figure);

function draw(figure) {
  const canvas = figure.querySelector(".map-canvas");
  canvas.hidden = false;
  // SVG, not canvas: the style sheet then colours land and points, in light and in dark.
  const map = L.map(canvas, { attributionControl: false, zoomControl: false, maxZoom: 15, minZoom: 7 });
  L.control.zoom({ zoomInTitle: "+", zoomOutTitle: "−" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.setView(HOME.centre, HOME.zoom);
  showPoints(map, JSON.parse(figure.querySelector('script[type="application/json"]').textContent));
  if (figure.dataset.lat) pick(map, figure);
  shoreline(map, figure.dataset.coast);
}

async function shoreline(map, address) {
  const answer = await fetch(address);
  if (!answer.ok) return; // the points and the table still stand
  map.createPane("land").style.zIndex = 350; // under the points
  const renderer = L.svg({ padding: 0.3, pane: "land" });
  L.geoJSON(await answer.json(), { style: SHORELINE, pane: "land", renderer }).addTo(map);
}

function showPoints(map, points) {
  const places = points.map((point) => {
    const label = document.createElement(point.url ? "a" : "span");
    label.textContent = point.label;
    if (point.url) label.href = point.url;
    const circle = L.circleMarker([point.lat, point.lon], POINT).addTo(map);
    circle.bindPopup(label).bindTooltip(escaped(point.label));
    return circle.getLatLng();
  });
  if (places.length === 1) map.setView(places[0], 11);
  if (places.length > 1) map.fitBounds(L.latLngBounds(places).pad(0.3), { maxZoom: 12 });
}

function escaped(words) {
  const holder = document.createElement("span");
  holder.textContent = words;
  return holder;
}

function pick(map, figure) {
  const fields = [figure.dataset.lat, figure.dataset.lon].map((id) => document.getElementById(id));
  const mark = L.circleMarker(HOME.centre, { ...POINT, className: "map-point map-picked" });
  const read = () => fields.map((field) => Number.parseFloat(field.value.replace(",", ".")));
  const show = () => {
    const place = read();
    if (place.some(Number.isNaN)) mark.remove();
    else mark.setLatLng(place).addTo(map);
  };
  map.on("click", ({ latlng }) => {
    const place = [latlng.lat, latlng.lng];
    fields.forEach((field, index) => {
      field.value = place[index].toFixed(DECIMALS);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
  if (!read().some(Number.isNaN)) map.setView(read(), 12);
}
