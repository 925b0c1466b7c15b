export const delay = (seconds: number) => {
  throw new RangeError(`${seconds} is too short`);
};

export const nothing = () => undefined;

export const fine = async (..._args: unknown[]) => ({ seconds: 5 });
