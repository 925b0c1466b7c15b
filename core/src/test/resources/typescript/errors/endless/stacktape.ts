import { defineConfig, SqsQueue } from 'stacktape';

function wait(until: number): number {
  let tries = 0;
  while (tries >= 0) {
    tries = (tries + 1) % 1000;
  }
  return until;
}

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ delayMessagesSecond: wait(3) }) } }));
