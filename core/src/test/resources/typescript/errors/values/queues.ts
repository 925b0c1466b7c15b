import { SqsQueue } from 'stacktape';

export const queues = {
  jobs: new SqsQueue({
    delayMessagesSecond: -1
  })
};
