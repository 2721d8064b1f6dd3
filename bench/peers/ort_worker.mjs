// ONNX Runtime's side of the bench: commands as lines of JSON, an answer to each.
import fs from 'node:fs';
import readline from 'node:readline';
import {likeliest, scores, session, tensor, version} from './networks.mjs';

const state = {};

const commands = {
  async open({models, parts, threads}) {
    state.parts = parts;
    state.router = await session(models, 'router', threads);
    state.experts = {};
    for (const part of parts) state.experts[part] = await session(models, `expert-${part}`, threads);
    return {name: `ONNX Runtime ${version}`};
  },

  async inputs({file, side}) {
    const bytes = fs.readFileSync(file);
    const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    state.images = [];
    for (let begin = 0; begin < all.length; begin += side * side)
      state.images.push(tensor(all.slice(begin, begin + side * side), 1, side));
    return {};
  },

  async scores() {
    const answer = {router: [], expert: []};
    for (const image of state.images) {
      answer.router.push([...(await scores(state.router, image)).data]);
      const experts = [];
      for (const part of state.parts) experts.push((await scores(state.experts[part], image)).data[0]);
      answer.expert.push(experts);
    }
    return answer;
  },

  async latency({times}) {
    const seconds = [];
    for (let call = -1; call < times; ++call) {
      const image = state.images[Math.max(call, 0) % state.images.length];
      const begun = performance.now();
      const routed = await scores(state.router, image);
      await scores(state.experts[likeliest(routed.data, state.parts)], image);
      if (call >= 0) seconds.push((performance.now() - begun) / 1000);
    }
    return {seconds};
  },
};

for await (const line of readline.createInterface({input: process.stdin})) {
  const {do: name, ...fields} = JSON.parse(line);
  let answer;
  try {
    answer = await commands[name](fields);
  } catch (error) {
    answer = {error: String(error)};
  }
  console.log(JSON.stringify(answer));
}
