import { defineConfig, SqsQueue } from 'stacktape';

const delay = () => 5;

export default defineConfig(() => ({
  resources: {
    jobs: new SqsQueue({
      delayMessagesSecond: delay
    })
  }
}));
