import { SqsQueue } from 'stacktape';

const delays: Record<string, { seconds: number }> = { production: { seconds: 60 } };

export function settings(stage: string): SqsQueue {
  if (stage === 'never') {
    throw new Error('not this stage');
  }
  return new SqsQueue({ delayMessagesSecond: delays[stage].seconds });
}
