export default () => {
  throw 'just a text';
};
