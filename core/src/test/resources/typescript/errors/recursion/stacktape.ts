const depth = (n: number): number => {
  return depth(n + 1) + 1;
};

export default () => ({ resources: { jobs: { type: 'sqs-queue', properties: { delayMessagesSecond: depth(0) } } } });
