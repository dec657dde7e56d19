// Written by build/types from app/bridge; not to be edited.

export interface AddHighlight {
  article: string;
  at: HighlightSelection;
  colour?: number;
  note?: string;
  tags?: string[];
}

export interface AddNoteRequest {
  draft: string;
  parent?: string;
  block?: string;
  quote?: string;
  prefix?: string;
  suffix?: string;
  start?: number;
  text: string;
}

export interface AddedHighlight {
  highlight: Highlight;
  entry: string;
}

export interface AddedNote {
  note: DraftNote;
  entry: string;
}

export interface AddressRequest {
  address: string;
}

export interface AlikeRequest {
  client?: string;
  lane?: string;
  number?: number;
  id: string;
  limit?: number;
}

export interface AlikeResult {
  overlaps: Overlap[];
  related: Row[];
}

export interface ArrangeRequest {
  slots: Slot[];
  mark: string;
}

export interface ArrangeResult {
  entry: string;
  desk: FrontDesk;
}

export interface Article {
  id: string;
  kind: string;
  section: Named;
  language: string;
  dir: "ltr" | "rtl";
  kicker: string;
  title: string;
  frontTitle: string;
  standfirst: string;
  authors: string[];
  published: string;
  updated: string;
  day: string;
  minutes: number;
  words: number;
  picture: Picture | null;
  mediaCount: number;
  comments: number;
  change: string;
  read: boolean;
  changedSinceRead: boolean;
  starred: boolean;
  later: boolean;
  source: string;
  feed: string;
  tellings: number;
  folded: boolean;
  slug: string;
  url: string;
  dateline: string;
  body: BodyNode[];
  headings: Heading[];
  bylines: Named[];
  gallery: Picture[];
  films: Film[];
  media: MediaFact[];
  missing: number;
  tags: Named[];
  topics: TopicCard[];
  places: Place[];
  map: string;
  related: Row[];
  relatedStale: boolean;
  alsoIn: Likeness[];
  discussion: ReaderComment[];
  versions: VersionRow[];
  readVersion: number;
  translations: Row[];
  origin: Origin;
  state: string;
  watched: boolean;
  place: number;
  commentsGo: string;
}

export interface BodyNode {
  t?: string;
  a?: Record<string, string>;
  x?: string;
  c?: BodyNode[];
}

export interface BridgeError {
  code: string;
  field?: string;
  message: string;
  start?: number;
  end?: number;
}

export interface Bytes {
  store: number;
  index: number;
  media: number;
  backups: number;
}

export interface Call {
  client?: string;
  lane?: string;
  number?: number;
}

export interface ChangeHighlights {
  ids: string[];
  colour?: number;
  note?: string;
  tags?: string[];
  add?: string[];
  drop?: string[];
  at?: HighlightSelection;
  keep?: boolean;
}

export interface ChangedBlock {
  id: string;
  tag: string;
  op: string;
  language?: string;
  dir?: "ltr" | "rtl";
  words: ChangedWord[];
}

export interface ChangedWord {
  op: string;
  text: string;
}

export interface CheckFinding {
  severity: string;
  check: string;
  message: string;
  args: Record<string, string>;
  sentence: string;
  field: string;
  item: number;
  block: string;
  start: number;
  end: number;
  quote: string;
  more: number;
}

export interface CheckRequest {
  client?: string;
  lane?: string;
  number?: number;
  id: string;
  quick?: boolean;
}

export interface CheckResult {
  findings: CheckFinding[];
  fine: string[];
  errors: number;
  stamp: number;
}

export interface Chip {
  text: string;
  field: string;
  label: string;
  kind: string;
  not: boolean;
  start: number;
  end: number;
  without: string;
  part: ChipPart;
}

export interface ChipPart {
  kind: string;
  field: string;
  text: string;
  number: number;
  values: string[];
  from: string;
  to: string;
  parts: ChipPart[];
}

export interface CiteRequest {
  client?: string;
  lane?: string;
  number?: number;
  id: string;
  style?: string;
  block?: string;
  calendar?: string;
  quote?: string;
  record?: boolean;
}

export interface CiteResult {
  text: string;
  runs: CiteRun[];
  language: string;
  dir: "ltr" | "rtl";
  paragraph: number;
  path: string;
  link: string;
}

export interface CiteRun {
  text: string;
  italic: boolean;
}

export interface Clash {
  field: string;
  block: string;
  base: string;
  ours: string;
  theirs: string;
}

export interface ClashesResult {
  clashes: Clash[];
}

export interface CleanRequest {
  html?: string;
  text?: string;
  token?: string;
  base?: string;
  language?: string;
}

export interface CleanResult {
  body: BodyNode[];
  media: MediaFact[];
  origin: string;
  missing: number;
}

export interface Collection {
  id: string;
  name: string;
  path: string;
  parent: string;
  depth: number;
  count: number;
  used: string;
}

export interface CollectionAdd {
  collection: string;
  new?: boolean;
  ids?: string[];
  list?: ListRequest;
  query?: string;
  filters?: FieldValues[];
  within?: string;
  forgiving?: boolean;
  note?: string;
  before?: string;
}

export interface CollectionAdded {
  collection: Collection;
  added: number;
  there: number;
  entry: string;
}

export interface CollectionItem {
  id: string;
  kind: string;
  article: Row | null;
  title: string;
  was: string;
  collection: Collection | null;
  note: string;
}

export interface CollectionItems {
  collection?: string;
  ids: string[];
  to?: string;
  before?: string;
  text?: string;
}

export interface CollectionMade {
  collection: Collection;
  entry: string;
}

export interface CollectionName {
  collection?: string;
  name: string;
}

export interface CollectionNote {
  collection: string;
  text: string;
  before?: string;
}

export interface CollectionNoted {
  id: string;
  entry: string;
}

export interface CollectionPage {
  collection: Collection;
  items: CollectionItem[];
  total: number;
  next: string;
}

export interface CollectionRequest {
  client?: string;
  lane?: string;
  number?: number;
  collection: string;
  after?: string;
  skip?: number;
  limit?: number;
}

export interface CollectionsResult {
  collections: Collection[];
}

export interface ColumnsRequest {
  token: string;
  as?: string;
  mapping?: Record<string, string>;
}

export interface ColumnsResult {
  columns: ImportColumn[];
  fields: string[];
  mapping: Record<string, string>;
}

export interface CommentChange {
  article: string;
  id: string;
  name?: string;
  text: string;
}

export interface CommentRef {
  article: string;
  id: string;
}

export interface CommentRequest {
  article: string;
  parent?: string;
  name?: string;
  email?: string;
  text: string;
}

export interface CommentResult {
  comment: ReaderComment;
  went: string;
}

export interface CommentsRequest {
  status?: string;
  limit?: number;
  after?: string;
}

export interface CommentsResult {
  comments: PostedComment[];
  next: string;
}

export interface CompareRequest {
  client?: string;
  lane?: string;
  number?: number;
  id: string;
  a?: number;
  b?: number;
}

export interface CompareResult {
  id: string;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  a: number;
  b: number;
  read: number;
  versions: VersionRow[];
  blocks: ChangedBlock[];
}

export interface ComparedArticle {
  id: string;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  published: string;
  day: string;
  version: number;
  versions: VersionRow[];
  sentences: ComparedSentence[];
  shared: number;
}

export interface ComparedSentence {
  text: string;
  block: string;
  tag: string;
  start: number;
  end: number;
  language?: string;
  dir?: "ltr" | "rtl";
  twin: number;
}

export interface CompleteRequest {
  client?: string;
  lane?: string;
  number?: number;
  query: string;
  caret: number;
  language?: string;
}

export interface CompleteResult {
  completions: Completion[];
}

export interface Completion {
  kind: string;
  field: string;
  label: string;
  count: number;
  query: string;
  caret: number;
}

export interface ComponentRow {
  name: string;
  version: string;
  part: string;
  licence: string;
  text: number;
}

export interface ConcordanceFileRequest {
  client?: string;
  lane?: string;
  number?: number;
  query: string;
  width?: number;
  sort?: string;
  skip?: number;
  limit?: number;
  paced?: boolean;
  known?: string;
  record?: boolean;
  name: string;
  hand: boolean;
}

export interface ConcordanceLine {
  article: string;
  block: string;
  start: number;
  left: string;
  hit: string;
  right: string;
  number: number;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  published: string;
  day: string;
}

export interface ConcordanceRequest {
  client?: string;
  lane?: string;
  number?: number;
  query: string;
  width?: number;
  sort?: string;
  skip?: number;
  limit?: number;
  paced?: boolean;
  known?: string;
  record?: boolean;
}

export interface ConcordanceResult {
  lines: ConcordanceLine[];
  known: string;
  notes: Note[];
  total: number;
  articles: number;
  read: number;
  found: number;
  counted: boolean;
  cut: boolean;
}

export interface Continued {
  article: Row;
  share: number;
}

export interface Correction {
  article: Row;
  state: string;
  version: number;
  change: string;
  note: string;
  published: string;
}

export interface CorrectionsRequest {
  client?: string;
  lane?: string;
  number?: number;
  kind?: string;
  after?: string;
  limit?: number;
}

export interface CorrectionsResult {
  corrections: Correction[];
  next: string;
}

export interface Counts {
  articles: number;
  topics: number;
  tags: number;
  media: number;
  comments: number;
  unread: number;
  starred: number;
  later: number;
  pending: number;
}

export interface DayCount {
  day: string;
  count: number;
}

export interface DayGroup {
  day: string;
  articles: Row[];
}

export interface DayRequest {
  client?: string;
  lane?: string;
  number?: number;
  day: string;
}

export interface DayResult {
  earlier: string;
  later: string;
  onThisDay: Row[];
}

export interface DaysRequest {
  from: string;
  to: string;
}

export interface DaysResult {
  days: DayCount[];
  oldest: string;
  newest: string;
}

export interface DeskItem {
  id: string;
  title?: string;
  kicker?: string;
  picture?: SlotPicture;
  own: Picture | null;
  article: Row | null;
  topic: TopicCard | null;
}

export interface DeskSlot {
  name: string;
  items: DeskItem[];
}

export interface DeskTopic {
  slug: string;
  name: string;
  description: string;
  picture: Picture | null;
  count: number;
  language: string;
  dir: "ltr" | "rtl";
  visible: boolean;
  bare: boolean;
}

export interface DeskTopicsResult {
  topics: DeskTopic[];
}

export interface DiagnosticsResult {
  diagnostics: string;
}

export interface DismissRequest {
  id?: string;
}

export interface Draft {
  draft: string;
  article: string;
  state: string;
  revision: number;
  title: string;
  public: string;
  stamp: number;
  hash: string;
  words: number;
  minutes: number;
  changed: string;
  actor: string;
  at: string;
  failed: string;
  reason: string;
  closed: string;
  base: number;
  newest: number;
  entry: string;
  dir: "ltr" | "rtl";
  fields: DraftFields;
  body: BodyNode[];
  media: MediaFact[];
  trail: string[];
  recovered: boolean;
}

export interface DraftActRequest {
  id: string;
  act: string;
  note?: string;
  hash?: string;
}

export interface DraftAuthor {
  name: string;
  role: string;
}

export interface DraftCompareResult {
  blocks: ChangedBlock[];
}

export interface DraftFields {
  kicker: string;
  title: string;
  frontTitle: string;
  standfirst: string;
  kind: string;
  section: string;
  language: string;
  dateline: string;
  slug: string;
  translationOf: string;
  published: string;
  authors: DraftAuthor[];
  tags: string[];
  topics: string[];
  related: string[];
  places: Place[];
  lead: DraftPicture | null;
  media: DraftMedia[];
  map: string;
}

export interface DraftMedia {
  type: string;
  src: string;
  caption: string;
  credit: string;
  alt: string;
  poster: string;
  tracks: DraftTrack[];
  focus: string;
}

export interface DraftNote {
  id: string;
  parent: string;
  block: string;
  quote: string;
  prefix: string;
  suffix: string;
  start: number;
  text: string;
  actor: string;
  written: string;
  resolved: string;
}

export interface DraftPicture {
  src: string;
  caption: string;
  credit: string;
  alt: string;
  focus: string;
}

export interface DraftRow {
  draft: string;
  article: string;
  state: string;
  revision: number;
  title: string;
  public: string;
  stamp: number;
  hash: string;
  words: number;
  minutes: number;
  changed: string;
  actor: string;
  at: string;
  failed: string;
  reason: string;
  closed: string;
  base: number;
  newest: number;
  entry: string;
}

export interface DraftTrack {
  src: string;
  language: string;
  kind: string;
}

export interface DraftWordsRequest {
  id: string;
  text: string;
  as: string;
}

export interface DraftsRequest {
  client?: string;
  lane?: string;
  number?: number;
  state?: string;
  article?: string;
  after?: string;
  limit?: number;
}

export interface DraftsResult {
  drafts: DraftRow[];
  next: string;
  counts: StateCount[];
  recovered: RecoveredDraft[];
}

export interface DuplicateGroup {
  articles: string[];
  share: number;
  links: Link[];
}

export interface DuplicatesRequest {
  client?: string;
  lane?: string;
  number?: number;
  article?: string;
}

export interface DuplicatesResult {
  groups: DuplicateGroup[];
}

export interface ElsewhereRequest {
  id: string;
  title: string;
  body: BodyNode[];
  hand?: boolean;
}

export interface EntryResult {
  entry: string;
}

export interface ExportHighlights {
  format: string;
  only: HighlightsRequest;
}

export interface ExportReport {
  exported: number;
  path: string;
  pieces?: boolean;
}

export interface ExportRequest {
  target?: string;
  name?: string;
  format: string;
  query?: string;
  topic?: string;
  ids?: string[];
  collection?: string;
  filters?: FieldValues[];
  within?: string;
  forgiving?: boolean;
}

export interface Facet {
  field: string;
  values: FacetValue[];
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

export interface FeedAdded {
  subscription: Subscription | null;
  here: boolean;
  choices: FeedLink[];
  added: number;
  import: string;
}

export interface FeedChange {
  id: string;
  address?: string;
  title?: string;
  folder?: string;
  complete?: boolean;
  private?: boolean;
  pictures?: boolean;
}

export interface FeedLink {
  address: string;
  title: string;
}

export interface FeedProblem {
  id: string;
  title: string;
  message: string;
  failed: boolean;
}

export interface FeedReport {
  asked: number;
  unchanged: number;
  failed: number;
  added: number;
  updated: number;
  pictures: number;
  imports: string[];
  problems: FeedProblem[];
}

export interface FeedSchedule {
  every: number;
}

export interface FeedWish {
  address: string;
  folder?: string;
  private?: boolean;
  pictures?: boolean;
  first?: boolean;
}

export interface FeedsRequest {
  ids: string[];
}

export interface FeedsResult {
  subscriptions: Subscription[];
  every: number;
}

export interface FetchRequest {
  address: string;
  private?: boolean;
}

export interface FieldValues {
  field: string;
  values: string[];
}

export interface FileResult {
  path: string;
  file: string;
  rows: number;
}

export interface Film {
  type: string;
  src: string;
  media: string;
  poster: Picture | null;
  alt: string;
  caption: string;
  credit: string;
  seconds: number;
  tracks: Track[];
}

export interface FirstRunRequest {
  choice: string;
}

export interface Format {
  name: string;
  title: string;
  extensions: string[];
}

export interface FormatsResult {
  import: Format[];
  export: Format[];
}

export interface Front {
  today: string;
  isToday: boolean;
  lead: Row | null;
  choice: Row[];
  news: DayGroup[];
  mostViewed: Ranking[];
  onThisDay: Row[];
  continue: Continued[];
  topics: TopicCard[];
  topicCount: number;
  maps: Row[];
  mapCount: number;
  photos: Row[];
  films: Row[];
  articles: number;
  tags: number;
  oldest: string;
  newest: string;
}

export interface FrontDesk {
  live: number;
  mark: string;
  since: string;
  moved: boolean;
  changes: number;
  due: string;
  failed: string;
  slots: DeskSlot[];
}

export interface FrontHistoryRequest {
  before?: number;
  limit?: number;
}

export interface FrontHistoryResult {
  history: FrontRevision[];
}

export interface FrontPicture {
  picture: SlotPicture;
  shown: Picture;
}

export interface FrontPicturesResult {
  pictures: FrontPicture[];
}

export interface FrontRequest {
  client?: string;
  lane?: string;
  number?: number;
  newsLimit?: number;
  asOf?: string;
  slots?: Slot[];
  revision?: number;
}

export interface FrontRevision {
  revision: number;
  at: string;
  actor: string;
  changed: SlotChange[];
}

export interface HandedRequest {
  article: string;
  id: string;
  way: string;
}

export interface Heading {
  id: string;
  level: number;
  text: string;
}

export interface Highlight {
  id: string;
  article: string;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  quote: string;
  words: string;
  version: number;
  colour: number;
  note: string;
  tags: string[];
  created: string;
  updated: string;
  state: string;
  gone: boolean;
  block: string;
  start: number;
  endBlock: string;
  end: number;
}

export interface HighlightArticle {
  article?: string;
}

export interface HighlightCounts {
  colours: number[];
  anchored: number;
  moved: number;
  detached: number;
  whole: number;
  tags: HighlightTag[];
  articles: number;
  total: number;
}

export interface HighlightID {
  id: string;
}

export interface HighlightIDs {
  ids: string[];
}

export interface HighlightSelection {
  version?: number;
  block?: string;
  start?: number;
  endBlock?: string;
  end?: number;
  quote?: string;
  prefix?: string;
  suffix?: string;
}

export interface HighlightTag {
  tag: string;
  count: number;
}

export interface HighlightsFile {
  name: string;
  type: string;
  text: string;
  highlights: number;
}

export interface HighlightsRequest {
  article?: string;
  colour?: number;
  tag?: string;
  state?: string;
  query?: string;
  from?: string;
  to?: string;
  byArticle?: boolean;
  limit?: number;
  skip?: number;
  after?: string;
}

export interface HighlightsResult {
  highlights: Highlight[];
  total: number;
  next: string;
}

export interface HistoryEntry {
  entry: string;
  at: string;
  actor: string;
  verb: string;
  subject: string;
  import: string;
  undoable: boolean;
  undone: boolean;
}

export interface HistoryRequest {
  limit?: number;
}

export interface HistoryResult {
  history: HistoryEntry[];
}

export interface Hit {
  thing: string;
  article: Row;
  score: number;
  title: Span[];
  snippet: Span[];
  piece: string;
  place: string;
  by: string;
  picture: Picture | null;
}

export interface IDRequest {
  client?: string;
  lane?: string;
  number?: number;
  id: string;
}

export interface ImportColumn {
  heading: string;
  field: string;
  samples: string[];
}

export interface ImportHighlights {
  text: string;
}

export interface ImportProblem {
  kind?: string;
  where: string;
  message: string;
}

export interface ImportReport {
  import: string;
  label: string;
  format: string;
  state: string;
  resumable: boolean;
  started: string;
  ended: string;
  added: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  skipped: number;
  leftOut: number;
  retold: number;
  problems: ImportProblem[];
  problemCounts: ProblemCount[];
  seconds: number;
  dryRun: boolean;
  pictures?: string;
  samples?: ImportSample[];
}

export interface ImportRequest {
  token: string;
  as?: string;
  source?: string;
  mapping?: Record<string, string>;
  dryRun?: boolean;
  leaveSample?: boolean;
  fetch?: boolean;
  private?: boolean;
  once?: boolean;
}

export interface ImportSample {
  title: string;
  address?: string;
  kind?: string;
  section?: string;
  source?: string;
  authors?: string[];
  published?: string;
  language?: string;
  dir?: "ltr" | "rtl";
  text?: string;
  picture?: boolean;
}

export interface ImportedHighlights {
  added: number;
  unchanged: number;
  failed: number;
  problems: string[];
  entry: string;
}

export interface ImportsResult {
  imports: ImportReport[];
}

export interface InfoResult {
  articles: number;
  topics: number;
  tags: number;
  media: number;
  comments: number;
  unread: number;
  starred: number;
  later: number;
  pending: number;
  name: string;
  folder: string;
  id: string;
  schema: number;
  sections: number;
  oldest: string;
  newest: string;
  bytes: Bytes;
  index: Lag;
}

export interface Job {
  id: string;
  kind: string;
  title: string;
  state: string;
  done: number;
  total: number;
  unit: string;
  rate: number;
  note: string;
  started: string;
  ended: string;
  revision: number;
  error: BridgeError | null;
  result: string;
}

export interface JobRequest {
  target?: string;
}

export interface JobStarted {
  job: string;
}

export interface JobsResult {
  jobs: Job[];
}

export interface KeepRequest {
  id: string;
  as: string;
}

export interface Kept {
  path: string;
}

export interface Lag {
  applied: number;
  latest: number;
  rebuilding: boolean;
}

export interface Letter {
  subject: string;
  address: string;
  name: string;
  file: string;
}

export interface LetterRequest {
  article: string;
  id: string;
  to?: string;
}

export interface LicencesResult {
  components: ComponentRow[];
  texts: string[];
}

export interface Likeness {
  article: Row;
  share: number;
  copy: boolean;
}

export interface Link {
  a: string;
  b: string;
  share: number;
}

export interface ListRequest {
  client?: string;
  lane?: string;
  number?: number;
  kind?: string;
  section?: string;
  topic?: string;
  tag?: string;
  author?: string;
  language?: string;
  from?: string;
  to?: string;
  is?: string;
  oldest?: boolean;
  source?: string;
  collection?: string;
  story?: string;
  fold?: boolean;
  after?: string;
  skip?: number;
  limit?: number;
}

export interface ListResult {
  heading: string;
  slug: string;
  articles: Row[];
  total: number;
  next: string;
}

export interface LogLine {
  at: string;
  level: string;
  text: string;
}

export interface LogResult {
  lines: LogLine[];
}

export interface LostWords {
  id: string;
  version: number;
  published: string;
}

export interface LostWordsResult {
  lost: LostWords[];
}

export interface MarkRequest {
  ids: string[];
  list?: ListRequest;
  mark: string;
  on: boolean;
}

export interface MarkResult {
  changed: number;
  entry: string;
}

export interface MediaChanged {
  articles: number;
  topics: number;
  slots: number;
  entry: string;
}

export interface MediaDescribeRequest {
  of: string;
  alt: string;
}

export interface MediaFact {
  src: string;
  picture: Picture;
}

export interface MediaFile {
  src: string;
  kind: string;
  name: string;
  bytes: number;
  picture: Picture;
  hash: string;
  type: string;
  width: number;
  height: number;
  seconds: number;
  uses: number;
  bare: number;
}

export interface MediaListRequest {
  client?: string;
  lane?: string;
  number?: number;
  kind?: string;
  bare?: boolean;
  unused?: boolean;
  words?: string;
  skip?: number;
  after?: string;
  limit?: number;
}

export interface MediaListResult {
  files: MediaFile[];
  total: number;
  next: string;
}

export interface MediaRef {
  src: string;
  alt?: string;
  caption?: string;
  credit?: string;
}

export interface MediaReplaceRequest {
  of: string;
  by: string;
  alt?: string;
}

export interface MediaResult {
  media: StoredMedia[];
}

export interface MediaUse {
  id: string;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  alt: string;
  caption: string;
  credit: string;
}

export interface MediaUsesRequest {
  client?: string;
  lane?: string;
  number?: number;
  hash: string;
  after?: number;
}

export interface MediaUsesResult {
  file: MediaFile;
  uses: MediaUse[];
  next: number;
  topics: Named[];
  slots: string[];
}

export interface MergeRequest {
  from: string[];
  into: string;
}

export interface MissingPictures {
  missing: number;
  failed: number;
}

export interface ModerateRequest {
  comments: CommentRef[];
  status: string;
  reason?: string;
}

export interface ModerateResult {
  comments: PostedComment[];
  entry: string;
}

export interface Month {
  month: string;
  count: number;
}

export interface MostViewedRequest {
  window: string;
  whose?: string;
  limit?: number;
}

export interface NameResult {
  slug: string;
  entry: string;
}

export interface NameRevisionRequest {
  id: string;
  name: string;
}

export interface Named {
  slug: string;
  name: string;
  count: number;
}

export interface NetworkRequest {
  limit?: number;
}

export interface NetworkResult {
  session: number;
  total: number;
  requests: NetworkRow[];
}

export interface NetworkRow {
  at: string;
  host: string;
  address: string;
  why: string;
  bytes: number;
  result: string;
}

export interface NewDraftRequest {
  from?: string;
  kind?: string;
  title?: string;
  idea?: boolean;
}

export interface Note {
  code: string;
  message: string;
  start: number;
  end: number;
}

export interface NotesResult {
  notes: DraftNote[];
}

export interface Nothing {
}

export interface OPMLResult {
  opml: string;
}

export interface OfferedResult {
  token: string;
  label: string;
  format: string;
  inside: string;
  files: number;
  bytes: number;
  more: boolean;
}

export interface OpenDraftRequest {
  token: string;
  kind?: string;
  title?: string;
}

export interface OpenedDraft {
  draft: string;
  article: string;
  state: string;
  revision: number;
  title: string;
  public: string;
  stamp: number;
  hash: string;
  words: number;
  minutes: number;
  changed: string;
  actor: string;
  at: string;
  failed: string;
  reason: string;
  closed: string;
  base: number;
  newest: number;
  entry: string;
  problems: string[];
}

export interface OrderRequest {
  slugs: string[];
}

export interface Origin {
  source: string;
  address: string;
  label: string;
  import: string;
  imported: string;
  own: boolean;
}

export interface Overlap {
  article: Row;
  share: number;
  words: number;
  passages: Passage[];
}

export interface Passage {
  block: string;
  start: number;
  end: number;
  quote: string;
  words: number;
  other: string;
}

export interface Period {
  period: string;
  count: number;
}

export interface Picture {
  src: string;
  remote: string;
  alt: string;
  caption: string;
  credit: string;
  focus: string;
  width: number;
  height: number;
  colour: string;
  thumb: string;
  renditions: Rendition[];
}

export interface PictureFileRequest {
  name: string;
  file: string;
}

export interface PictureProblem {
  address: string;
  message: string;
}

export interface PicturesReport {
  fetched: number;
  failed: number;
  left: number;
  private: number;
  entry: string;
  problems: PictureProblem[];
}

export interface PicturesRequest {
  import?: string;
  ids?: string[];
  again?: boolean;
  private?: boolean;
}

export interface Place {
  name: string;
  lat: number;
  lon: number;
  date: string;
}

export interface PlaceRequest {
  id: string;
  share: number;
}

export interface PostedComment {
  id: string;
  parent: string;
  article: string;
  name: string;
  text: string;
  posted: string;
  status: string;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  sent: string;
  way: string;
  reason: string;
}

export interface Preferences {
  values: Record<string, string>;
}

export interface ProblemCount {
  kind: string;
  count: number;
}

export interface PublishFrontRequest {
  live: number;
  at?: string;
}

export interface PublishRequest {
  ids: string[];
  at?: string;
  change?: string;
  note?: string;
}

export interface PublishResult {
  published: Published[];
  entry: string;
}

export interface Published {
  article: string;
  version: number;
}

export interface Quotation {
  quote: string;
  language: string;
  dir: "ltr" | "rtl";
  block: string;
  start: number;
  inside: boolean;
}

export interface QuotationCheckRequest {
  client?: string;
  lane?: string;
  number?: number;
  quotes: string[];
  without?: string;
}

export interface QuotationCheckResult {
  verdicts: QuotationVerdict[];
  behind: number;
}

export interface QuotationVerdict {
  state: string;
  article: string;
  title: string;
  language: string;
  dir: "ltr" | "rtl";
  published: string;
  day: string;
  block: string;
  start: number;
  source: string;
  similarity: number;
  gaps: number;
  words: ChangedWord[];
}

export interface QuotationsRequest {
  client?: string;
  lane?: string;
  number?: number;
  text?: string;
  html?: string;
  token?: string;
  draft?: string;
  language?: string;
}

export interface QuotationsResult {
  title: string;
  quotations: Quotation[];
  short: number;
  more: boolean;
  own: string;
}

export interface RankedRow {
  article: Row;
  reads: number;
}

export interface Ranking {
  window: string;
  whose: string;
  from: string;
  to: string;
  items: RankedRow[];
}

export interface ReadLatelyRequest {
  limit?: number;
}

export interface ReadLatelyResult {
  articles: Row[];
}

export interface ReaderComment {
  id: string;
  parent: string;
  article: string;
  name: string;
  text: string;
  posted: string;
  status: string;
}

export interface Reason {
  text: string;
  field: string;
  without: string;
  count: number;
}

export interface RebaseRequest {
  id: string;
  stamp: number;
  theirs?: string[];
}

export interface RecentChange {
  keep?: boolean;
  clear?: boolean;
  remove?: string;
}

export interface RecentLibrary {
  name: string;
  folder: string;
  opened: string;
  current: boolean;
  missing: boolean;
}

export interface RecentResult {
  libraries: RecentLibrary[];
}

export interface RecentSearches {
  queries: string[];
  keep: boolean;
}

export interface RecoveredDraft {
  draft: string;
  title: string;
  saved: string;
  lost: boolean;
}

export interface RelatedRequest {
  client?: string;
  lane?: string;
  number?: number;
  id: string;
  limit?: number;
}

export interface RelatedResult {
  articles: Row[];
}

export interface RemotePicture {
  address: string;
  uses: number;
  problem: string;
}

export interface RemoteRequest {
  after?: string;
  limit?: number;
}

export interface RemoteResult {
  pictures: RemotePicture[];
  next: string;
}

export interface Rendition {
  src: string;
  width: number;
}

export interface ResolveNoteRequest {
  id: string;
  resolved: boolean;
}

export interface RestateRequest {
  id: string;
  note: string;
}

export interface RestoreRequest {
  revision: number;
}

export interface Revision {
  revision: number;
  saved: string;
  actor: string;
  name: string;
  words: number;
}

export interface RevisionRequest {
  id: string;
  revision: number;
}

export interface RevisionsResult {
  revisions: Revision[];
}

export interface Row {
  id: string;
  kind: string;
  section: Named;
  language: string;
  dir: "ltr" | "rtl";
  kicker: string;
  title: string;
  frontTitle: string;
  standfirst: string;
  authors: string[];
  published: string;
  updated: string;
  day: string;
  minutes: number;
  words: number;
  picture: Picture | null;
  mediaCount: number;
  comments: number;
  change: string;
  read: boolean;
  changedSinceRead: boolean;
  starred: boolean;
  later: boolean;
  source: string;
  feed: string;
  tellings: number;
  folded: boolean;
}

export interface Rule {
  id?: string;
  if: RuleCondition[];
  then: RuleAction[];
  off?: boolean;
}

export interface RuleAction {
  do: string;
  value?: string;
}

export interface RuleApplied {
  changed: number;
  removed: number;
  entry: string;
}

export interface RuleCondition {
  field: string;
  values: string[];
  not?: boolean;
}

export interface RulePreview {
  total: number;
  changing: number;
  query: string;
  first: Row[];
}

export interface RulePut {
  rule: Rule;
  entry: string;
}

export interface RulesResult {
  rules: Rule[];
  fields: string[];
  acts: string[];
}

export interface SaveDraftRequest {
  id: string;
  stamp: number;
  fields: DraftFields;
  body: BodyNode[];
  keep?: boolean;
  name?: string;
  trail?: string[];
  restart?: boolean;
}

export interface SavedDraft {
  draft: string;
  article: string;
  state: string;
  revision: number;
  title: string;
  public: string;
  stamp: number;
  hash: string;
  words: number;
  minutes: number;
  changed: string;
  actor: string;
  at: string;
  failed: string;
  reason: string;
  closed: string;
  base: number;
  newest: number;
  entry: string;
  saved: string;
  ids: string[];
  slug?: string;
  uncopied?: string;
}

export interface SavedList {
  client?: string;
  lane?: string;
  number?: number;
  newest?: number;
  brief?: boolean;
}

export interface SavedName {
  saved: string;
}

export interface SavedPage {
  saved: SavedSearch;
  total: number;
  hits: Hit[];
  next: string;
}

export interface SavedRename {
  saved: string;
  name: string;
}

export interface SavedResult {
  path: string;
}

export interface SavedSave {
  name: string;
  query: string;
}

export interface SavedSaved {
  saved: SavedSearch;
  entry: string;
}

export interface SavedSearch {
  id: string;
  name: string;
  query: string;
  total: number;
  new: number;
  created: string;
  looked: string;
  problem: string;
  newest: Row[];
}

export interface SavedSearches {
  saved: SavedSearch[];
  new: number;
}

export interface SavedShow {
  client?: string;
  lane?: string;
  number?: number;
  saved: string;
  part?: string;
  after?: string;
  limit?: number;
}

export interface SawRequest {
  ids: string[];
}

export interface SearchRequest {
  client?: string;
  lane?: string;
  number?: number;
  query: string;
  filters?: FieldValues[];
  within?: string;
  sort?: string;
  after?: string;
  offset?: number;
  limit?: number;
  facets?: boolean;
  snippets?: boolean;
  strict?: boolean;
  typed?: boolean;
  others?: boolean;
  remember?: boolean;
  record?: string;
}

export interface SearchResult {
  total: number;
  tookMs: number;
  hits: Hit[];
  next: string;
  facets: Facet[];
  months: Month[];
  notes: Note[];
  understood: string;
  plain: string;
  chips: Chip[];
  corrected: boolean;
  reasons: Reason[];
  others: ThingCount[];
  suggestion: string;
  partial: boolean;
  behind: number;
}

export interface SentencesRequest {
  client?: string;
  lane?: string;
  number?: number;
  a: string;
  b: string;
}

export interface SentencesResult {
  a: ComparedArticle;
  b: ComparedArticle;
  shared: SharedSentence[];
  cut: boolean;
}

export interface Session {
  id: string;
  name: string;
  made: string;
  started: string;
  stopped: string;
  running: boolean;
  steps: number;
  fingerprint: string;
}

export interface SessionAgain {
  step: SessionStep;
  state: string;
  now: SessionGave;
  missing: string[];
  new: string[];
  version: number;
  problem: string;
  sameLibrary: boolean;
}

export interface SessionExport {
  client?: string;
  lane?: string;
  number?: number;
  session?: string;
  format: string;
  replay?: boolean;
}

export interface SessionFile {
  name: string;
  type: string;
  text: string;
  steps: number;
}

export interface SessionGave {
  total: number;
  ids: string[];
  counts: number[];
  text: string;
}

export interface SessionList {
  client?: string;
  lane?: string;
  number?: number;
  after?: string;
  limit?: number;
}

export interface SessionName {
  session: string;
}

export interface SessionNumber {
  session: string;
  number: number;
}

export interface SessionPage {
  session: Session;
  steps: SessionStep[];
  next: number;
}

export interface SessionRename {
  session: string;
  name: string;
}

export interface SessionReplay {
  session: Session;
  fingerprint: string;
  steps: SessionAgain[];
  next: number;
}

export interface SessionRunning {
  session: Session | null;
}

export interface SessionShow {
  client?: string;
  lane?: string;
  number?: number;
  session?: string;
  after?: number;
  limit?: number;
}

export interface SessionStarted {
  session: Session;
  resumed: boolean;
}

export interface SessionStep {
  number: number;
  at: string;
  kind: string;
  query: string;
  strict: boolean;
  typed: boolean;
  filters: FieldValues[];
  within: string;
  sort: string;
  offset: number;
  limit: number;
  width: number;
  queries: string[];
  by: string;
  article: string;
  title: string;
  version: number;
  mark: string;
  quote: string;
  note: string;
  block: string;
  style: string;
  name: string;
  thing: string;
  total: number;
  ids: string[];
  counts: number[];
  text: string;
  understood: string;
  plain: string;
  own: boolean;
  partial: boolean;
  fingerprint: string;
}

export interface SessionsResult {
  sessions: Session[];
  total: number;
  next: string;
}

export interface SetDraftRequest {
  id: string;
  field: string;
  value: string;
}

export interface SetRequest {
  field: string;
  value: string;
}

export interface SharedSentence {
  a: number;
  b: number;
  exact: boolean;
  similarity: number;
  moved: boolean;
  words: ChangedWord[];
}

export interface ShellResult {
  id: string;
  name: string;
  tagline: string;
  languages: string[];
  timeZone: string;
  origin: string;
  sections: Named[];
  kinds: Named[];
  counts: Counts;
  readOnly: boolean;
  warnings: Note[];
  firstRun: boolean;
  window: boolean;
  version: string;
  requests: number;
  index: Lag;
}

export interface ShowRequest {
  client?: string;
  lane?: string;
  number?: number;
  id: string;
  record?: boolean;
}

export interface Slot {
  name: string;
  items: SlotItem[];
}

export interface SlotChange {
  slot: string;
  placed: string[];
  taken: string[];
  moved: number;
  worded: number;
}

export interface SlotItem {
  id: string;
  title?: string;
  kicker?: string;
  picture?: SlotPicture;
}

export interface SlotPicture {
  src: string;
  alt?: string;
  caption?: string;
  credit?: string;
}

export interface SlotRequest {
  slot: string;
  ids: string[];
}

export interface Slots {
  slots: Slot[];
}

export interface SlotsRequest {
  client?: string;
  lane?: string;
  number?: number;
  asOf?: string;
}

export interface SlugRequest {
  client?: string;
  lane?: string;
  number?: number;
  slug: string;
}

export interface Span {
  text: string;
  mark: boolean;
}

export interface StateCount {
  state: string;
  count: number;
}

export interface StoredMedia {
  src: string;
  kind: string;
  name: string;
  bytes: number;
  picture: Picture;
}

export interface Subscription {
  id: string;
  address: string;
  title: string;
  site: string;
  folder: string;
  source: string;
  complete: boolean;
  private: boolean;
  pictures: boolean;
  checked: string;
  changed: string;
  next: string;
  failures: number;
  problem: string;
  gone: boolean;
}

export interface SuggestRequest {
  client?: string;
  lane?: string;
  number?: number;
  text: string;
  only?: string;
  recent?: boolean;
}

export interface SuggestResult {
  suggestions: Suggestion[];
}

export interface Suggestion {
  kind: string;
  id: string;
  name: string;
  dir: "ltr" | "rtl";
  of: string;
  published: string;
  count: number;
}

export interface TagAliases {
  slug: string;
  aliases: string[];
}

export interface TagPair {
  into: Named;
  from: Named;
}

export interface TagRename {
  slug: string;
  name: string;
}

export interface TagResult {
  tag: Named;
  aliases: string[];
  beside: Named[];
  articles: ListResult;
}

export interface TagsRequest {
  client?: string;
  lane?: string;
  number?: number;
  prefix?: string;
  byCount?: boolean;
  after?: string;
  skip?: number;
  limit?: number;
}

export interface TagsResult {
  tags: Named[];
  total: number;
  next: string;
}

export interface TakeMediaRequest {
  token: string;
}

export interface TextRequest {
  id: string;
  as: string;
  record?: boolean;
}

export interface TextResult {
  text: string;
}

export interface ThingCount {
  thing: string;
  count: number;
}

export interface TopicCard {
  slug: string;
  name: string;
  description: string;
  picture: Picture | null;
  count: number;
  language: string;
  dir: "ltr" | "rtl";
}

export interface TopicPlace {
  name: string;
  lat: number;
  lon: number;
  date: string;
  article: string;
  title: string;
}

export interface TopicRecord {
  slug?: string;
  name: string;
  description?: string;
  body?: string;
  language?: string;
  aliases?: string[];
  neighbours?: string[];
  picture?: MediaRef;
  visible: boolean;
}

export interface TopicRecordResult {
  record: TopicRecord;
  shown: Picture | null;
  count: number;
  bare: boolean;
}

export interface TopicResult {
  topic: TopicCard;
  aliases: string[];
  body: BodyNode[];
  neighbours: TopicCard[];
  timeline: Period[];
  places: TopicPlace[];
  articles: ListResult;
}

export interface TopicSave {
  slug: string;
  record: TopicRecord;
}

export interface TopicsResult {
  topics: TopicCard[];
}

export interface Track {
  src: string;
  language: string;
  kind: string;
}

export interface TrendFileRequest {
  client?: string;
  lane?: string;
  number?: number;
  queries: string[];
  by?: string;
  record?: boolean;
  name: string;
  hand: boolean;
}

export interface TrendPoint {
  period: string;
  hits: number;
  of: number;
  share: number;
}

export interface TrendRequest {
  client?: string;
  lane?: string;
  number?: number;
  queries: string[];
  by?: string;
  record?: boolean;
}

export interface TrendResult {
  series: TrendSeries[];
}

export interface TrendSeries {
  query: string;
  points: TrendPoint[];
}

export interface TwinsRequest {
  after?: string;
}

export interface TwinsResult {
  pairs: TagPair[];
  next: string;
}

export interface UndoRequest {
  entry?: string;
}

export interface UndoneResult {
  undone: number;
  kept: string[];
}

export interface UsedInResult {
  articles: Row[];
}

export interface VersionRow {
  n: number;
  published: string;
  change: string;
  note: string;
  sha256: string;
}

export interface WaitRequest {
  id: string;
  seen: number;
}

export interface WatchAdded {
  folder: WatchedFolder;
  entry: string;
  job: string;
}

export interface WatchPause {
  id: string;
  paused: boolean;
}

export interface WatchProblem {
  id: string;
  path: string;
  message: string;
  gone: boolean;
}

export interface WatchReport {
  looked: number;
  added: number;
  updated: number;
  imports: string[];
  problems: WatchProblem[];
}

export interface WatchRequest {
  ids: string[];
}

export interface WatchWish {
  token: string;
  as?: string;
  source?: string;
  pictures?: boolean;
  private?: boolean;
  onlyNew?: boolean;
}

export interface WatchedArticle {
  article: Row;
  state: string;
  seen: number;
  newest: number;
  changes: number;
  change: string;
  note: string;
  changed: string;
}

export interface WatchedFolder {
  id: string;
  path: string;
  as: string;
  source: string;
  pictures: boolean;
  paused: boolean;
  looked: string;
  files: number;
  came: string;
  import: string;
  added: number;
  updated: number;
  refused: string;
  problem: string;
}

export interface WatchedResult {
  folders: WatchedFolder[];
  every: number;
}

export interface WatchingRequest {
  client?: string;
  lane?: string;
  number?: number;
  brief?: boolean;
}

export interface WatchingResult {
  watching: WatchedArticle[];
  changed: number;
}

export interface WordRequest {
  slot: string;
  id: string;
  title?: string;
  kicker?: string;
  picture?: string;
}
