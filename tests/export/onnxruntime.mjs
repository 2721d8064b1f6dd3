// ONNX Runtime on exported files: node onnxruntime.mjs NODE_MODULES SIDE INPUT FILE...
//
// Prints the scores of each file as JSON, images x outputs, and keeps what ONNX Runtime made of the graph beside it
// as FILE.optimized.
import fs from 'node:fs';
import {createRequire} from 'node:module';

const [modules, side, input, ...files] = process.argv.slice(2);
const ort = createRequire(`${modules}/`)('onnxruntime-node');
const bytes = fs.readFileSync(input);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const images = values.length / (side * side);
// Where VNNI is missing, its 16-bit sums of u8 and s8 would be cut off; elsewhere this changes nothing.
const extra = {session: {x64quantprecision: '1'}};
const answer = {};
for (const file of files) {
  const session = await ort.InferenceSession.create(
    file, {graphOptimizationLevel: 'all', optimizedModelFilePath: `${file}.optimized`, logSeverityLevel: 3, extra});
  const image = new ort.Tensor('float32', values, [images, 1, Number(side), Number(side)]);
  const scores = (await session.run({image})).scores;
  const width = scores.data.length / images;
  answer[file] = Array.from({length: images}, (_, i) => [...scores.data.slice(i * width, (i + 1) * width)]);
}
console.log(JSON.stringify(answer));
