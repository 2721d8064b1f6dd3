// A folder of radiographs: node ort_folder.mjs PACK MODELS THREADS FIRST COUNT FOLDER
//
// Batches through the router, then each part's through its expert, while sharp decodes the next
// batch. Prints a line for each file on standard output and, on standard error, the seconds from the
// first file's reading to the last answer: loading the networks is not counted.
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import {likeliest, prepare, scores, session, tensor} from './networks.mjs';

const batch = 8;
const [pack, models, threads, first, count, folder] = process.argv.slice(2);
const {input, router: {parts}} = JSON.parse(fs.readFileSync(path.join(pack, 'pack.json')));
const area = input.side * input.side;
const files = fs.readdirSync(folder).sort().slice(Number(first), Number(first) + Number(count))
  .map((name) => path.join(folder, name));

const router = await session(models, 'router', Number(threads));
const experts = {};
for (const part of parts) experts[part] = await session(models, `expert-${part}`, Number(threads));

async function decoded(begin) {
  const names = files.slice(begin, begin + batch);
  const values = new Float32Array(names.length * area);
  await Promise.all(names.map((name, i) =>
    prepare(sharp, name, input, values.subarray(i * area, (i + 1) * area))));
  return {names, values};
}

async function judged({names, values}) {
  const routed = await scores(router, tensor(values, names.length, input.side));
  const width = parts.length + 1;
  const byPart = {};
  names.forEach((_, i) =>
    (byPart[likeliest(routed.data.subarray(i * width, (i + 1) * width), parts)] ??= []).push(i));
  const said = [];
  for (const [part, places] of Object.entries(byPart)) {
    const own = new Float32Array(places.length * area);
    places.forEach((from, to) => own.set(values.subarray(from * area, (from + 1) * area), to * area));
    const found = await scores(experts[part], tensor(own, places.length, input.side));
    places.forEach((place, i) => said[place] = {file: names[place], part, score: found.data[i]});
  }
  return said;
}

const begun = performance.now();
let next = decoded(0);
for (let begin = 0; begin < files.length; begin += batch) {
  const current = await next;
  next = begin + batch < files.length ? decoded(begin + batch) : undefined;
  for (const line of await judged(current)) console.log(JSON.stringify(line));
}
console.error(JSON.stringify({seconds: (performance.now() - begun) / 1000, images: files.length}));
