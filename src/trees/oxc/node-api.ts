/** A function of a module of WebAssembly, or one that it calls: numbers in, numbers out. */
type Numeric = (...args: number[]) => number;

/** What a class or an object of the module is given: a method, or a getter. 32 bytes each, eight numbers. */
const PROPERTY_BYTES = 32;
/** Of attributes: the property is the class's own, and not that of its objects. */
const STATIC = 1 << 10;

/** What Node-API calls its answers. */
const OK = 0;
const STRING_EXPECTED = 3;

/** Types as Node-API counts them. */
const TYPES = new Map(
  (
    [
      ["undefined", 0],
      ["boolean", 2],
      ["number", 3],
      ["string", 4],
      ["symbol", 5],
      ["object", 6],
      ["function", 7],
      ["bigint", 9],
    ] as const
  ).map(([name, number]) => [name as string, number]),
);
const NULL_TYPE = 1;

/** In place of a text's length. */
const UP_TO_NUL = -1;

/** The environment that all calls name; there is one. */
const ENVIRONMENT = 1;

/** A module's own functions, by their numbers. */
interface Functions {
  get(code: number): Numeric;
}

const NO_FUNCTIONS: Functions = {
  get(): never {
    throw new Error("the module is not set up");
  },
};

/** A call of a function of the module that is under way. */
interface Frame {
  readonly args: readonly unknown[];
  readonly self: unknown;
  readonly data: number;
}

/** An object that belongs to one of the module's, and what sets that free. */
interface Wrapped {
  readonly native: number;
  readonly free: number;
  readonly hint: number;
}

/**
 * As much of Node's interface for native modules (https://nodejs.org/api/n-api.html) as oxc's parser uses. Values are known to the module
 * by numbers, which hold until the call from outside ends. Whatever else it asks for throws.
 */
export class NodeApi {
  readonly #memory: WebAssembly.Memory;
  #functions: Functions = NO_FUNCTIONS;
  /** The first is none, since no number is zero. */
  readonly #values: unknown[] = [undefined];
  readonly #kept: unknown[] = [undefined];
  readonly #wrapped = new WeakMap<object, Wrapped>();
  #frame: Frame | undefined;
  #thrown: { readonly error: unknown } | undefined;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** Has the module set up what it offers, on an object. */
  register(exports: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    this.#functions = exports["__indirect_function_table"] as Functions;
    const run = (name: string, ...args: number[]): unknown => (exports[name] as Numeric)(...args);
    run("_initialize");
    for (const name of Object.keys(exports)) if (name.startsWith("__napi_register__")) run(name);
    const offered: Record<string, unknown> = {};
    run("napi_register_wasm_v1", ENVIRONMENT, this.#put(offered));
    return offered;
  }

  /** Sets free what an object of the module holds; it is not to be used any more. */
  free(object: object): void {
    const held = this.#wrapped.get(object);
    if (held === undefined || !this.#wrapped.delete(object)) return;
    this.#functions.get(held.free)(ENVIRONMENT, held.native, held.hint);
  }

  /** What the module imports as `env`, but for the memory. */
  readonly functions: Readonly<Record<string, Numeric>> = {
    napi_get_undefined: (_, to) => this.#give(to, undefined),
    napi_get_null: (_, to) => this.#give(to, null),
    // It looks there for ways to tell the kinds of objects, and goes on without.
    napi_get_global: (_, to) => this.#give(to, {}),
    napi_get_boolean: (_, value, to) => this.#give(to, value !== 0),
    napi_create_object: (_, to) => this.#give(to, {}),
    napi_create_array_with_length: (_, length, to) => this.#give(to, new Array(length)),
    napi_create_uint32: (_, value, to) => this.#give(to, value >>> 0),
    napi_create_string_utf8: (_, at, length, to) => this.#give(to, this.#text(at, length)),
    napi_create_function: (_, _name, _length, code, data, to) => this.#give(to, this.#callable(code, data)),
    napi_create_reference: (_, value, _count, to) => this.#write(to, this.#kept.push(this.#values[value]) - 1),
    // Nothing is done in the background.
    napi_create_threadsafe_function: (...args) => this.#write(args.at(-1) ?? 0, ENVIRONMENT),
    napi_unref_threadsafe_function: () => OK,
    napi_delete_reference: () => OK,
    napi_get_reference_value: (_, kept, to) => this.#give(to, this.#kept[kept]),
    napi_get_named_property: (_, object, name, to) => this.#give(to, this.#object(object)[this.#name(name)]),
    napi_set_named_property: (_, object, name, value) => {
      this.#object(object)[this.#name(name)] = this.#values[value];
      return OK;
    },
    napi_set_element: (_, object, index, value) => {
      this.#object(object)[String(index)] = this.#values[value];
      return OK;
    },
    napi_get_value_bool: (_, value, to) => this.#writeByte(to, this.#values[value] === true),
    napi_get_value_string_utf8: (_, value, to, room, length) => this.#writeText(value, to, room, length),
    napi_typeof: (_, value, to) => {
      const given = this.#values[value];
      return this.#write(to, given === null ? NULL_TYPE : TYPES.get(typeof given));
    },
    napi_define_properties: (_, object, count, at) => this.#define(count, at, () => this.#object(object)),
    napi_define_class: (_, _name, _length, code, data, count, at, to) => {
      const make = this.#callable(code, data);
      const made = function (this: unknown, ...args: unknown[]): void {
        make.apply(this, args);
      };
      this.#define(count, at, (attributes) => (attributes & STATIC ? made : made.prototype) as Record<string, unknown>);
      return this.#give(to, made);
    },
    napi_new_instance: (_, maker, count, at, to) => {
      const args = Array.from({ length: count }, (_unused, index) => this.#values[this.#read(at, index)]);
      return this.#give(to, Reflect.construct(this.#values[maker] as () => void, args));
    },
    napi_wrap: (_, object, native, free, hint) => {
      this.#wrapped.set(this.#object(object), { native, free, hint });
      return OK;
    },
    napi_unwrap: (_, object, to) => this.#write(to, this.#wrapped.get(this.#object(object))?.native),
    napi_get_cb_info: (_, _info, count, args, self, data) => this.#tellFrame(count, args, self, data),
    napi_create_error: (_, _code, message, to) => this.#give(to, new Error(String(this.#values[message]))),
    napi_is_exception_pending: (_, to) => this.#writeByte(to, this.#thrown !== undefined),
    napi_throw: (_, error) => {
      this.#thrown = { error: this.#values[error] };
      return OK;
    },
  };

  #put(value: unknown): number {
    return this.#values.push(value) - 1;
  }

  #give(to: number, value: unknown): number {
    return this.#write(to, this.#put(value));
  }

  // Memory may grow in any call, and a view of it is of no use then.
  get #view(): DataView {
    return new DataView(this.#memory.buffer);
  }

  #read(at: number, index = 0): number {
    return this.#view.getUint32(at + 4 * index, true);
  }

  /** Writes a number where it is asked for. */
  #write(to: number, value: number | undefined): number {
    if (to !== 0) this.#view.setUint32(to, value ?? 0, true);
    return OK;
  }

  #writeByte(to: number, value: boolean): number {
    this.#view.setUint8(to, value ? 1 : 0);
    return OK;
  }

  #object(value: number): Record<string, unknown> {
    return this.#values[value] as Record<string, unknown>;
  }

  #text(at: number, length: number): string {
    if (length === UP_TO_NUL) return this.#name(at);
    return Buffer.from(this.#memory.buffer, at, length).toString("utf8");
  }

  /** A text that ends in a NUL. */
  #name(at: number): string {
    const bytes = Buffer.from(this.#memory.buffer, at);
    return bytes.toString("utf8", 0, bytes.indexOf(0));
  }

  #writeText(value: number, to: number, room: number, length: number): number {
    const text = this.#values[value];
    if (typeof text !== "string") return STRING_EXPECTED;
    if (to === 0) return this.#write(length, Buffer.byteLength(text));
    const bytes = Buffer.from(this.#memory.buffer, to, room);
    const written = bytes.write(text, 0, room - 1, "utf8");
    bytes[written] = 0;
    return this.#write(length, written);
  }

  #define(count: number, at: number, targetOf: (attributes: number) => Record<string, unknown>): number {
    for (let index = 0; index < count; index++) {
      const field = (number: number): number => this.#read(at + PROPERTY_BYTES * index, number);
      const [name, method, getter, value, attributes, data] = [0, 2, 3, 5, 6, 7].map(field) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const key = name === 0 ? String(this.#values[field(1)]) : this.#name(name);
      const what =
        getter === 0
          ? { value: method === 0 ? this.#values[value] : this.#callable(method, data) }
          : { get: this.#callable(getter, data) };
      Object.defineProperty(targetOf(attributes), key, { configurable: true, enumerable: true, ...what });
    }
    return OK;
  }

  /** A function that runs one of the module's. */
  #callable(code: number, data: number): (...args: unknown[]) => unknown {
    const call = (frame: Frame): unknown => this.#call(code, frame);
    return function (this: unknown, ...args: unknown[]): unknown {
      return call({ args, self: this, data });
    };
  }

  #call(code: number, frame: Frame): unknown {
    const [before, values] = [this.#frame, this.#values.length];
    this.#frame = frame;
    try {
      const result = this.#functions.get(code)(ENVIRONMENT, ENVIRONMENT);
      const thrown = this.#thrown;
      this.#thrown = undefined;
      if (thrown !== undefined) throw thrown.error;
      return this.#values[result];
    } finally {
      this.#frame = before;
      if (before === undefined) this.#values.length = values;
    }
  }

  #tellFrame(count: number, to: number, self: number, data: number): number {
    const frame = this.#frame;
    if (count !== 0) {
      const room = to === 0 ? 0 : this.#read(count);
      for (let index = 0; index < room; index++) this.#give(to + 4 * index, frame?.args[index]);
      this.#write(count, frame?.args.length);
    }
    if (self !== 0) this.#give(self, frame?.self);
    return this.#write(data, frame?.data);
  }
}
