/** The part of Kibana's `@kbn/config-schema` that this plugin uses; the package comes with Kibana and is not on any registry. */
declare module '@kbn/config-schema' {
  export interface Type<V> {
    readonly type: V;
    validate(value: unknown): V;
  }
  export type TypeOf<T extends Type<unknown>> = T['type'];
  /** moment's Duration, as far as it is used */
  export interface Duration {
    asMilliseconds(): number;
    toString(): string;
  }
  export interface ByteSizeValue {
    getValueInBytes(): number;
  }
  /** `validate` returns what is wrong, or nothing */
  interface Options<V> {
    defaultValue?: V;
    validate?(value: V): string | void;
  }
  export const schema: {
    object<P extends Record<string, Type<unknown>>>(
      props: P
    ): Type<{ [K in keyof P]: TypeOf<P[K]> }>;
    string(options?: Options<string> & { minLength?: number; maxLength?: number }): Type<string>;
    number(options?: Options<number> & { min?: number; max?: number }): Type<number>;
    boolean(options?: Options<boolean>): Type<boolean>;
    arrayOf<V>(
      itemType: Type<V>,
      options?: Options<V[]> & { minSize?: number; maxSize?: number }
    ): Type<V[]>;
    byteSize(options?: Options<string> & { min?: string; max?: string }): Type<ByteSizeValue>;
    duration(options?: Options<string>): Type<Duration>;
    maybe<V>(type: Type<V>): Type<V | undefined>;
  };
}
