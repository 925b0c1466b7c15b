const check = (stage: string) => {
  if (stage === 'dev') {
    throw { code: 5 };
  }
  return stage;
};

export default ({ stage }: { stage: string }) => ({ serviceName: check(stage), resources: {} });
