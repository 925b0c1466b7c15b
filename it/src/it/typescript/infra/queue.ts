import { SqsQueue } from 'stacktape';

export function queue(delay: number | string): SqsQueue {
  return new SqsQueue({
    delayMessagesSecond: delay as number
  });
}
