import * as $ from "capnp-es";
export declare const _capnpFileId = 12822775988230658055n;
export declare const Book_Kind: {
    readonly NOVEL: 0;
    readonly POEM: 1;
};
export type Book_Kind = (typeof Book_Kind)[keyof typeof Book_Kind];
export declare class Book_Size extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get width(): number;
    set width(value: number);
    get height(): number;
    set height(value: number);
    toString(): string;
}
export declare const Book_Which: {
    readonly SHELF: 0;
    readonly LENT_TO: 1;
    readonly LOST: 2;
};
export type Book_Which = (typeof Book_Which)[keyof typeof Book_Which];
export declare class Book extends $.Struct {
    static readonly SHELF: 0;
    static readonly LENT_TO: 1;
    static readonly LOST: 2;
    static readonly Kind: {
        readonly NOVEL: 0;
        readonly POEM: 1;
    };
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
        defaultPages: DataView<ArrayBufferLike>;
        defaultSold: DataView<ArrayBufferLike>;
        defaultPublisher: $.Pointer<$._Pointer>;
    };
    static _Chapters: $.ListCtor<Chapter>;
    get title(): string;
    set title(value: string);
    get pages(): number;
    set pages(value: number);
    get isbn(): bigint;
    set isbn(value: bigint);
    get sold(): bigint;
    set sold(value: bigint);
    get price(): number;
    set price(value: number);
    get rare(): boolean;
    set rare(value: boolean);
    get kind(): Book_Kind;
    set kind(value: Book_Kind);
    _adoptAuthors(value: $.Orphan<$.List<string>>): void;
    _disownAuthors(): $.Orphan<$.List<string>>;
    get authors(): $.List<string>;
    _hasAuthors(): boolean;
    _initAuthors(length: number): $.List<string>;
    set authors(value: $.List<string>);
    _adoptChapters(value: $.Orphan<$.List<Chapter>>): void;
    _disownChapters(): $.Orphan<$.List<Chapter>>;
    get chapters(): $.List<Chapter>;
    _hasChapters(): boolean;
    _initChapters(length: number): $.List<Chapter>;
    set chapters(value: $.List<Chapter>);
    _adoptCover(value: $.Orphan<$.Data>): void;
    _disownCover(): $.Orphan<$.Data>;
    get cover(): $.Data;
    _hasCover(): boolean;
    _initCover(length: number): $.Data;
    set cover(value: $.Data);
    _adoptPublisher(value: $.Orphan<Publisher>): void;
    _disownPublisher(): $.Orphan<Publisher>;
    get publisher(): Publisher;
    _hasPublisher(): boolean;
    _initPublisher(): Publisher;
    set publisher(value: Publisher);
    get shelf(): number;
    get _isShelf(): boolean;
    set shelf(value: number);
    get lentTo(): string;
    get _isLentTo(): boolean;
    set lentTo(value: string);
    get _isLost(): boolean;
    set lost(_: true);
    get size(): Book_Size;
    _initSize(): Book_Size;
    _adoptNotes(value: $.Orphan<$.Pointer>): void;
    _disownNotes(): $.Orphan<$.Pointer>;
    get notes(): $.Pointer;
    _hasNotes(): boolean;
    set notes(value: $.Pointer);
    _adoptCounts(value: $.Orphan<$.List<bigint>>): void;
    _disownCounts(): $.Orphan<$.List<bigint>>;
    get counts(): $.List<bigint>;
    _hasCounts(): boolean;
    _initCounts(length: number): $.List<bigint>;
    set counts(value: $.List<bigint>);
    toString(): string;
    which(): Book_Which;
}
export declare class Chapter extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get title(): string;
    set title(value: string);
    get page(): number;
    set page(value: number);
    toString(): string;
}
export declare class Publisher extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get name(): string;
    set name(value: string);
    get city(): string;
    set city(value: string);
    toString(): string;
}
export declare class OldBook extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
        defaultPages: DataView<ArrayBufferLike>;
    };
    get title(): string;
    set title(value: string);
    get pages(): number;
    set pages(value: number);
    toString(): string;
}
export declare class Reader_Opened$Params extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get title(): string;
    set title(value: string);
    toString(): string;
}
export declare class Reader_Opened$Results extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    get thanks(): string;
    set thanks(value: string);
    toString(): string;
}
export declare class Reader_Opened$Results$Promise {
    pipeline: $.Pipeline<any, any, Reader_Opened$Results>;
    constructor(pipeline: $.Pipeline<any, any, Reader_Opened$Results>);
    promise(): Promise<Reader_Opened$Results>;
}
export declare class Reader$Client {
    client: $.Client;
    static readonly interfaceId: bigint;
    constructor(client: $.Client);
    static readonly methods: [
        $.Method<Reader_Opened$Params, Reader_Opened$Results>
    ];
    opened(paramsFunc?: (params: Reader_Opened$Params) => void): Reader_Opened$Results$Promise;
}
export interface Reader$Server$Target {
    opened(params: Reader_Opened$Params, results: Reader_Opened$Results): Promise<void>;
}
export declare class Reader$Server extends $.Server {
    readonly target: Reader$Server$Target;
    constructor(target: Reader$Server$Target);
    client(): Reader$Client;
}
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
export declare class Loan extends $.Struct {
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
    get reader(): Reader$Client;
    set reader(value: Reader$Client);
    get second(): Reader$Client;
    set second(value: Reader$Client);
    _adoptAnything(value: $.Orphan<$.Pointer>): void;
    _disownAnything(): $.Orphan<$.Pointer>;
    get anything(): $.Pointer;
    _hasAnything(): boolean;
    set anything(value: $.Pointer);
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
    _adoptBook(value: $.Orphan<Book>): void;
    _disownBook(): $.Orphan<Book>;
    get book(): Book;
    _hasBook(): boolean;
    _initBook(): Book;
    set book(value: Book);
    get copies(): number;
    set copies(value: number);
    toString(): string;
}
export declare class Library_Put$Results$Promise {
    pipeline: $.Pipeline<any, any, Library_Put$Results>;
    constructor(pipeline: $.Pipeline<any, any, Library_Put$Results>);
    promise(): Promise<Library_Put$Results>;
}
export declare class Library_Any$Params extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    _adoptContent(value: $.Orphan<$.Pointer>): void;
    _disownContent(): $.Orphan<$.Pointer>;
    get content(): $.Pointer;
    _hasContent(): boolean;
    set content(value: $.Pointer);
    toString(): string;
}
export declare class Library_Any$Results extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    _adoptContent(value: $.Orphan<$.Pointer>): void;
    _disownContent(): $.Orphan<$.Pointer>;
    get content(): $.Pointer;
    _hasContent(): boolean;
    set content(value: $.Pointer);
    toString(): string;
}
export declare class Library_Any$Results$Promise {
    pipeline: $.Pipeline<any, any, Library_Any$Results>;
    constructor(pipeline: $.Pipeline<any, any, Library_Any$Results>);
    promise(): Promise<Library_Any$Results>;
}
export declare class Loan$Promise {
    pipeline: $.Pipeline<any, any, Loan>;
    constructor(pipeline: $.Pipeline<any, any, Loan>);
    getReader(): Reader$Client;
    getSecond(): Reader$Client;
    promise(): Promise<Loan>;
}
export declare class Library_List$Params extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    static _Books: $.ListCtor<Book>;
    _adoptBooks(value: $.Orphan<$.List<Book>>): void;
    _disownBooks(): $.Orphan<$.List<Book>>;
    get books(): $.List<Book>;
    _hasBooks(): boolean;
    _initBooks(length: number): $.List<Book>;
    set books(value: $.List<Book>);
    toString(): string;
}
export declare class Library_List$Results extends $.Struct {
    static readonly _capnp: {
        displayName: string;
        id: string;
        size: $.ObjectSize;
    };
    static _Books: $.ListCtor<Book>;
    _adoptBooks(value: $.Orphan<$.List<Book>>): void;
    _disownBooks(): $.Orphan<$.List<Book>>;
    get books(): $.List<Book>;
    _hasBooks(): boolean;
    _initBooks(length: number): $.List<Book>;
    set books(value: $.List<Book>);
    toString(): string;
}
export declare class Library_List$Results$Promise {
    pipeline: $.Pipeline<any, any, Library_List$Results>;
    constructor(pipeline: $.Pipeline<any, any, Library_List$Results>);
    promise(): Promise<Library_List$Results>;
}
export declare class Library$Client {
    client: $.Client;
    static readonly interfaceId: bigint;
    constructor(client: $.Client);
    static readonly methods: [
        $.Method<Library_Put$Params, Library_Put$Results>,
        $.Method<Library_Any$Params, Library_Any$Results>,
        $.Method<Loan, Loan>,
        $.Method<Library_List$Params, Library_List$Results>
    ];
    put(paramsFunc?: (params: Library_Put$Params) => void): Library_Put$Results$Promise;
    any(paramsFunc?: (params: Library_Any$Params) => void): Library_Any$Results$Promise;
    lend(paramsFunc?: (params: Loan) => void): Loan$Promise;
    list(paramsFunc?: (params: Library_List$Params) => void): Library_List$Results$Promise;
}
export interface Library$Server$Target {
    put(params: Library_Put$Params, results: Library_Put$Results): Promise<void>;
    any(params: Library_Any$Params, results: Library_Any$Results): Promise<void>;
    lend(params: Loan, results: Loan): Promise<void>;
    list(params: Library_List$Params, results: Library_List$Results): Promise<void>;
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
