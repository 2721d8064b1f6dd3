// One radiograph from nothing: node ort_cold.mjs PACK MODELS FILE
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import {likeliest, prepare, scores, session, tensor} from './networks.mjs';

const [pack, models, file] = process.argv.slice(2);
const {input, router} = JSON.parse(fs.readFileSync(path.join(pack, 'pack.json')));
const values = new Float32Array(input.side * input.side);
await prepare(sharp, file, input, values);
const image = tensor(values, 1, input.side);
const routed = await scores(await session(models, 'router', 0), image);
const part = likeliest(routed.data, router.parts);
const score = (await scores(await session(models, `expert-${part}`, 0), image)).data[0];
console.log(JSON.stringify({part, score}));
