const kept: string[][] = [];

export default () => {
  for (;;) {
    kept.push(new Array(100_000).fill('x'.repeat(10)));
  }
};
