// What a page or a worker asks of its clock; all else of Date stays as it is.
self.Date = new Proxy(Date, {
  construct: (real, parts, made) =>
    Reflect.construct(real, parts.length ? parts : [real.now() + AHEAD], made),
  get: (real, name) => name === 'now' ? () => real.now() + AHEAD : real[name],
});
