import * as $ from "capnp-es";
export declare const _capnpFileId = 10239842409739280192n;
export declare class Book extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get title(): string;
    set title(value: string);
    _adoptAuthors(value: $.Orphan<$.List<string>>): void;
    _disownAuthors(): $.Orphan<$.List<string>>;
    get authors(): $.List<string>;
    _hasAuthors(): boolean;
    _initAuthors(length: number): $.List<string>;
    set authors(value: $.List<string>);
    get pages(): number;
    set pages(value: number);
    toString(): string;
}
export declare class Reader_Lent$Params extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get title(): string;
    set title(value: string);
    toString(): string;
}
export declare class Reader_Lent$Results extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    toString(): string;
}
export declare class Reader_Lent$Results$Promise {
    pipeline: $.Pipeline<any, any, Reader_Lent$Results>;
    constructor(pipeline: $.Pipeline<any, any, Reader_Lent$Results>);
    promise(): Promise<Reader_Lent$Results>;
}
export declare class Reader$Client {
    client: $.Client;
    static readonly interfaceId: bigint;
    constructor(client: $.Client);
    static readonly methods: [
        $.Method<Reader_Lent$Params, Reader_Lent$Results>
    ];
    lent(paramsFunc?: (params: Reader_Lent$Params) => void): Reader_Lent$Results$Promise;
}
export interface Reader$Server$Target {
    lent(params: Reader_Lent$Params, results: Reader_Lent$Results): Promise<void>;
}
export declare class Reader$Server extends $.Server {
    readonly target: Reader$Server$Target;
    constructor(target: Reader$Server$Target);
    client(): Reader$Client;
}
/**
* Whoever lends a book is told about it.
*
*/
export declare class Reader extends $.Interface {
    static readonly Client: typeof Reader$Client;
    static readonly Server: typeof Reader$Server;
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    toString(): string;
}
export declare class Library_Put$Params extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    _adoptBook(value: $.Orphan<Book>): void;
    _disownBook(): $.Orphan<Book>;
    get book(): Book;
    _hasBook(): boolean;
    _initBook(): Book;
    set book(value: Book);
    toString(): string;
}
export declare class Library_Put$Results extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    toString(): string;
}
export declare class Library_Put$Results$Promise {
    pipeline: $.Pipeline<any, any, Library_Put$Results>;
    constructor(pipeline: $.Pipeline<any, any, Library_Put$Results>);
    promise(): Promise<Library_Put$Results>;
}
export declare class Library_Find$Params extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get title(): string;
    set title(value: string);
    toString(): string;
}
export declare class Library_Find$Results extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    _adoptBook(value: $.Orphan<Book>): void;
    _disownBook(): $.Orphan<Book>;
    get book(): Book;
    _hasBook(): boolean;
    _initBook(): Book;
    set book(value: Book);
    toString(): string;
}
export declare class Library_Find$Results$Promise {
    pipeline: $.Pipeline<any, any, Library_Find$Results>;
    constructor(pipeline: $.Pipeline<any, any, Library_Find$Results>);
    promise(): Promise<Library_Find$Results>;
}
export declare class Library_Lend$Params extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get title(): string;
    set title(value: string);
    get to(): Reader$Client;
    set to(value: Reader$Client);
    toString(): string;
}
export declare class Library_Lend$Results extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    _adoptBook(value: $.Orphan<Book>): void;
    _disownBook(): $.Orphan<Book>;
    get book(): Book;
    _hasBook(): boolean;
    _initBook(): Book;
    set book(value: Book);
    toString(): string;
}
export declare class Library_Lend$Results$Promise {
    pipeline: $.Pipeline<any, any, Library_Lend$Results>;
    constructor(pipeline: $.Pipeline<any, any, Library_Lend$Results>);
    promise(): Promise<Library_Lend$Results>;
}
export declare class Library$Client {
    client: $.Client;
    static readonly interfaceId: bigint;
    constructor(client: $.Client);
    static readonly methods: [
        $.Method<Library_Put$Params, Library_Put$Results>,
        $.Method<Library_Find$Params, Library_Find$Results>,
        $.Method<Library_Lend$Params, Library_Lend$Results>
    ];
    put(paramsFunc?: (params: Library_Put$Params) => void): Library_Put$Results$Promise;
    find(paramsFunc?: (params: Library_Find$Params) => void): Library_Find$Results$Promise;
    lend(paramsFunc?: (params: Library_Lend$Params) => void): Library_Lend$Results$Promise;
}
export interface Library$Server$Target {
    put(params: Library_Put$Params, results: Library_Put$Results): Promise<void>;
    find(params: Library_Find$Params, results: Library_Find$Results): Promise<void>;
    lend(params: Library_Lend$Params, results: Library_Lend$Results): Promise<void>;
}
export declare class Library$Server extends $.Server {
    readonly target: Library$Server$Target;
    constructor(target: Library$Server$Target);
    client(): Library$Client;
}
export declare class Library extends $.Interface {
    static readonly Client: typeof Library$Client;
    static readonly Server: typeof Library$Server;
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    toString(): string;
}
