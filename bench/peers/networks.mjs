// The exported networks in ONNX Runtime, at the precision of their files, and from a file to their input with sharp.
import fs from 'node:fs';
import path from 'node:path';
import * as ort from 'onnxruntime-node';

export const version = JSON.parse(
  fs.readFileSync(new URL('../node_modules/onnxruntime-node/package.json', import.meta.url))).version;

function options(threads) {
  // Threads of the network that is done would spin beside the next one's: on two cores two networks
  // then take 138 to 236 ms, without spinning 85.
  // And without VNNI its 16-bit sums of int8 would be cut off; where there is VNNI that option changes nothing.
  const session = {intra_op: {allow_spinning: '0'}, x64quantprecision: '1'};
  return {intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: 'all', extra: {session}};
}

export function session(models, name, threads) {
  return ort.InferenceSession.create(path.join(models, `${name}.onnx`), options(threads));
}

export function tensor(values, images, side) {
  return new ort.Tensor('float32', values, [images, 1, side, side]);
}

export async function scores(network, image) {
  return (await network.run({image})).scores;
}

/// The part with the highest of one image's scores; the last score is "none of these".
export function likeliest(values, parts) {
  let best = 0;
  for (let i = 1; i < parts.length; ++i) if (values[i] > values[best]) best = i;
  return parts[best];
}

/// Grey, fitted, centred. Neither the limb nor the percentiles are looked for: less than Osteon does.
export async function prepare(sharp, file, spec, out) {
  const {side, scale, subtract} = spec;
  const grey = await sharp(file).greyscale()
    .resize(side, side, {fit: 'contain', background: {r: 0, g: 0, b: 0}, kernel: 'linear'})
    .extractChannel(0).raw().toBuffer();
  for (let i = 0; i < out.length; ++i) out[i] = grey[i] / 255 * scale - subtract;
}
