/**
 * The part of PocketBase's JavaScript environment that this room uses. The types that PocketBase generates refuse its own
 * documented `new Collection({…})`; these say what was tried on the real server.
 */
declare namespace pb {
  interface Header {
    get(name: string): string
    set(name: string, value: string): void
    add(name: string, value: string): void
  }
  interface Query {
    bind(parameters: Record<string, unknown>): Query
    one(model: object): void
    execute(): unknown
  }
  interface Db {
    newQuery(sql: string): Query
  }
  interface AuthRecord {
    id: string
    getString(field: string): string
    getBool(field: string): boolean
    collection(): { name: string }
  }
  interface Row extends AuthRecord {
    set(field: string, value: unknown): void
    setPassword(password: string): void
    setVerified?(verified: boolean): void
  }
  interface App {
    db(): Db
    nonconcurrentDB(): Db
    runInTransaction(work: (tx: App) => void): void
    findCollectionByNameOrId(name: string): object
    /** The same without asking the database each time. */
    findCachedCollectionByNameOrId(name: string): object
    findRecordById(collection: string, id: string): Row
    save(record: object): void
    delete(record: object): void
    countRecords(collection: string): number
    store(): { get(key: string): unknown; set(key: string, value: unknown): void }
    subscriptionsBroker(): { clients(): Record<string, Client> }
    settings(): { meta: { appURL: string; senderAddress: string; senderName: string }; smtp: { enabled: boolean } }
    newMailClient(): { send(message: object): void }
    logger(): { error(message: string, ...details: unknown[]): void }
  }
  interface Client {
    get(key: string): AuthRecord | null
    hasSubscription(topic: string): boolean
    send(message: object): void
  }
  interface UploadedFile {
    size: number
    name: string
    originalName: string
    reader: { open(): { close(): void } }
  }
  interface Request {
    auth: AuthRecord | null
    request: {
      body: unknown
      header: Header
      method: string
      pathValue(name: string): string
      formValue(name: string): string
    }
    response: { header(): Header }
    json(status: number, value: unknown): void
    string(status: number, text: string): void
    noContent(status: number): void
    findUploadedFiles(field: string): UploadedFile[]
    next(): void
  }
  interface SubscribeRequest {
    auth: AuthRecord | null
    client: Client
    subscriptions: string[]
    next(): void
  }
  interface RecordRequest {
    record: Row
    next(): void
  }
  type Handler = (e: Request) => void
}

declare const __hooks: string
declare const $app: pb.App
declare const $apis: {
  requireAuth(...collections: string[]): object
  gzip(): object
  bodyLimit(bytes: number): object
  static(files: object, indexFallback: boolean): (e: pb.Request) => void
}
declare const $security: {
  equal(one: string, other: string): boolean
  sha256(text: string): string
  randomStringWithAlphabet(length: number, alphabet: string): string
}
declare const $os: {
  getenv(name: string): string
  dirFS(path: string): object
  stat(path: string): { isDir(): boolean }
  /** Bytes; `toString` makes text of them. */
  readFile(path: string): unknown
}
declare const $http: {
  send(request: {
    url: string
    method: string
    /** A Uint8Array is sent as it is; an array of numbers would be sent as nothing. */
    body: Uint8Array
    headers: Readonly<Record<string, string>>
    timeout: number
  }): { statusCode: number }
}
declare const $filesystem: { fileFromBytes(bytes: number[] | string, name: string): object }
declare const Record: { new (collection: object): pb.Row }
declare const DynamicModel: { new (shape: { [column: string]: unknown }): object }
declare const MailerMessage: {
  new (message: {
    from: { address: string; name: string }
    to: readonly { address: string; name: string }[]
    subject: string
    text: string
    html: string
  }): object
}
declare const SubscriptionMessage: { new (message: { name: string; data: string }): object }
declare class ForbiddenError extends Error {}
declare function toString(raw: unknown, maxBytes?: number): string
