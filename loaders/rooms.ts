/** How each room of a house is made: out of what the house stands on, and the other rooms. */
type Makers<S, R> = { readonly [K in keyof R]: (source: S, all: R) => R[K] };

export const ANEW = Symbol('anew');

/** Rooms that are made when somebody first asks for them, since most requests need one or two. */
export type Rooms<R> = R & {
  /** Has each of them made anew when it is next asked for. */
  [ANEW](): void;
};

/** What makes such rooms for each request. `makers` are looked at once, here. */
export const roomsOf = <S, R extends object>(makers: Makers<S, R>): ((source: S) => Rooms<R>) => {
  class House {
    readonly source: S;
    made: Partial<R> = {};

    constructor(source: S) {
      this.source = source;
    }

    [ANEW](): void {
      this.made = {};
    }
  }
  for (const name of Object.keys(makers) as (keyof R)[]) {
    const make = makers[name];
    Object.defineProperty(House.prototype, name, {
      enumerable: true,
      get(this: House & R) {
        let room = this.made[name];
        if (room === undefined) {
          room = make(this.source, this);
          this.made[name] = room;
        }
        return room;
      },
    });
  }
  return (source) => new House(source) as House & Rooms<R>;
};
