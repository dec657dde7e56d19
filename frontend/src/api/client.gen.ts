// Written by build/types from app/bridge; not to be edited.

import type {
  AddHighlight,
  AddNoteRequest,
  AddedHighlight,
  AddedNote,
  AddressRequest,
  AlikeRequest,
  AlikeResult,
  ArrangeRequest,
  ArrangeResult,
  Article,
  ChangeHighlights,
  CheckRequest,
  CheckResult,
  CiteRequest,
  CiteResult,
  ClashesResult,
  CleanRequest,
  CleanResult,
  CollectionAdd,
  CollectionAdded,
  CollectionItems,
  CollectionMade,
  CollectionName,
  CollectionNote,
  CollectionNoted,
  CollectionPage,
  CollectionRequest,
  CollectionsResult,
  ColumnsRequest,
  ColumnsResult,
  CommentChange,
  CommentRef,
  CommentRequest,
  CommentResult,
  CommentsRequest,
  CommentsResult,
  CompareRequest,
  CompareResult,
  CompleteRequest,
  CompleteResult,
  ConcordanceFileRequest,
  ConcordanceRequest,
  ConcordanceResult,
  CorrectionsRequest,
  CorrectionsResult,
  DayRequest,
  DayResult,
  DaysRequest,
  DaysResult,
  DeskTopicsResult,
  DiagnosticsResult,
  DismissRequest,
  Draft,
  DraftActRequest,
  DraftCompareResult,
  DraftRow,
  DraftWordsRequest,
  DraftsRequest,
  DraftsResult,
  DuplicatesRequest,
  DuplicatesResult,
  ElsewhereRequest,
  EntryResult,
  ExportHighlights,
  ExportRequest,
  FeedChange,
  FeedSchedule,
  FeedWish,
  FeedsRequest,
  FeedsResult,
  FetchRequest,
  FileResult,
  FirstRunRequest,
  FormatsResult,
  Front,
  FrontDesk,
  FrontHistoryRequest,
  FrontHistoryResult,
  FrontPicturesResult,
  FrontRequest,
  HandedRequest,
  Highlight,
  HighlightArticle,
  HighlightCounts,
  HighlightID,
  HighlightIDs,
  HighlightsFile,
  HighlightsRequest,
  HighlightsResult,
  HistoryRequest,
  HistoryResult,
  IDRequest,
  ImportHighlights,
  ImportRequest,
  ImportedHighlights,
  ImportsResult,
  InfoResult,
  Job,
  JobRequest,
  JobStarted,
  JobsResult,
  KeepRequest,
  Kept,
  Letter,
  LetterRequest,
  LicencesResult,
  ListRequest,
  ListResult,
  LogResult,
  LostWordsResult,
  MarkRequest,
  MarkResult,
  MediaDescribeRequest,
  MediaListRequest,
  MediaListResult,
  MediaReplaceRequest,
  MediaResult,
  MediaUsesRequest,
  MediaUsesResult,
  MergeRequest,
  MissingPictures,
  ModerateRequest,
  ModerateResult,
  MostViewedRequest,
  NameResult,
  NameRevisionRequest,
  NetworkRequest,
  NetworkResult,
  NewDraftRequest,
  NotesResult,
  Nothing,
  OPMLResult,
  OfferedResult,
  OpenDraftRequest,
  OpenedDraft,
  OrderRequest,
  PictureFileRequest,
  PicturesRequest,
  PlaceRequest,
  Preferences,
  PublishFrontRequest,
  PublishRequest,
  PublishResult,
  QuotationCheckRequest,
  QuotationCheckResult,
  QuotationsRequest,
  QuotationsResult,
  Ranking,
  ReadLatelyRequest,
  ReadLatelyResult,
  RebaseRequest,
  RecentChange,
  RecentResult,
  RecentSearches,
  RelatedRequest,
  RelatedResult,
  RemoteRequest,
  RemoteResult,
  ResolveNoteRequest,
  RestateRequest,
  RestoreRequest,
  RevisionRequest,
  RevisionsResult,
  Rule,
  RulePreview,
  RulePut,
  RulesResult,
  SaveDraftRequest,
  SavedDraft,
  SavedList,
  SavedName,
  SavedPage,
  SavedRename,
  SavedResult,
  SavedSave,
  SavedSaved,
  SavedSearch,
  SavedSearches,
  SavedShow,
  SawRequest,
  SearchRequest,
  SearchResult,
  SentencesRequest,
  SentencesResult,
  Session,
  SessionExport,
  SessionFile,
  SessionList,
  SessionName,
  SessionNumber,
  SessionPage,
  SessionRename,
  SessionReplay,
  SessionRunning,
  SessionShow,
  SessionStarted,
  SessionsResult,
  SetDraftRequest,
  SetRequest,
  ShellResult,
  ShowRequest,
  SlotRequest,
  Slots,
  SlotsRequest,
  SlugRequest,
  SuggestRequest,
  SuggestResult,
  TagAliases,
  TagRename,
  TagResult,
  TagsRequest,
  TagsResult,
  TakeMediaRequest,
  TextRequest,
  TextResult,
  TopicRecord,
  TopicRecordResult,
  TopicResult,
  TopicSave,
  TopicsResult,
  TrendFileRequest,
  TrendRequest,
  TrendResult,
  TwinsRequest,
  TwinsResult,
  UndoRequest,
  UndoneResult,
  UsedInResult,
  WaitRequest,
  WatchAdded,
  WatchPause,
  WatchRequest,
  WatchWish,
  WatchedResult,
  WatchingRequest,
  WatchingResult,
  WordRequest,
} from "./types.gen";

/** How long the text of a file of highlights is at most, in bytes. */
export const maxHighlightFile = 6291456;

/** Makes one call of the bridge. */
export type Transport = (area: string, method: string, request: unknown) => Promise<unknown>;

/** The calls of the bridge, by area. */
export interface Client {
  Articles: {
    Cite(request: CiteRequest): Promise<CiteResult>;
    Compare(request: CompareRequest): Promise<CompareResult>;
    Corrections(request?: CorrectionsRequest): Promise<CorrectionsResult>;
    CountRead(request: IDRequest): Promise<Nothing>;
    Day(request: DayRequest): Promise<DayResult>;
    Days(request: DaysRequest): Promise<DaysResult>;
    Duplicates(request?: DuplicatesRequest): Promise<DuplicatesResult>;
    Front(request?: FrontRequest): Promise<Front>;
    KeepPlace(request: PlaceRequest): Promise<Nothing>;
    List(request?: ListRequest): Promise<ListResult>;
    Mark(request: MarkRequest): Promise<MarkResult>;
    MostViewed(request: MostViewedRequest): Promise<Ranking>;
    ReadLately(request?: ReadLatelyRequest): Promise<ReadLatelyResult>;
    Related(request: RelatedRequest): Promise<RelatedResult>;
    SawWatching(request: SawRequest): Promise<Nothing>;
    Show(request: ShowRequest): Promise<Article>;
    Slots(request?: SlotsRequest): Promise<Slots>;
    Text(request: TextRequest): Promise<TextResult>;
    UsedIn(request: IDRequest): Promise<UsedInResult>;
    Watching(request?: WatchingRequest): Promise<WatchingResult>;
  };
  Topics: {
    Create(request: TopicRecord): Promise<NameResult>;
    Delete(request: SlugRequest): Promise<EntryResult>;
    Desk(request?: Nothing): Promise<DeskTopicsResult>;
    List(request?: Nothing): Promise<TopicsResult>;
    Merge(request: MergeRequest): Promise<EntryResult>;
    Order(request: OrderRequest): Promise<EntryResult>;
    Record(request: SlugRequest): Promise<TopicRecordResult>;
    Save(request: TopicSave): Promise<NameResult>;
    Show(request: SlugRequest): Promise<TopicResult>;
  };
  Tags: {
    List(request?: TagsRequest): Promise<TagsResult>;
    Merge(request: MergeRequest): Promise<EntryResult>;
    Rename(request: TagRename): Promise<NameResult>;
    SetAliases(request: TagAliases): Promise<EntryResult>;
    Show(request: SlugRequest): Promise<TagResult>;
    Twins(request?: TwinsRequest): Promise<TwinsResult>;
  };
  Search: {
    ChangeRecent(request?: RecentChange): Promise<RecentSearches>;
    Complete(request: CompleteRequest): Promise<CompleteResult>;
    Concordance(request: ConcordanceRequest): Promise<ConcordanceResult>;
    ConcordanceFile(request: ConcordanceFileRequest): Promise<FileResult>;
    Query(request: SearchRequest): Promise<SearchResult>;
    Recent(request?: Nothing): Promise<RecentSearches>;
    SavePicture(request: PictureFileRequest): Promise<SavedResult>;
    Suggest(request: SuggestRequest): Promise<SuggestResult>;
    Trend(request: TrendRequest): Promise<TrendResult>;
    TrendFile(request: TrendFileRequest): Promise<FileResult>;
  };
  Wording: {
    Check(request: QuotationCheckRequest): Promise<QuotationCheckResult>;
    Quotations(request?: QuotationsRequest): Promise<QuotationsResult>;
    Sentences(request: SentencesRequest): Promise<SentencesResult>;
  };
  Collections: {
    Add(request: CollectionAdd): Promise<CollectionAdded>;
    Between(request: CollectionNote): Promise<CollectionNoted>;
    Create(request: CollectionName): Promise<CollectionMade>;
    Delete(request: IDRequest): Promise<EntryResult>;
    List(request?: Nothing): Promise<CollectionsResult>;
    Move(request: CollectionItems): Promise<EntryResult>;
    Note(request: CollectionItems): Promise<EntryResult>;
    Of(request: IDRequest): Promise<CollectionsResult>;
    Remove(request: CollectionItems): Promise<EntryResult>;
    Rename(request: CollectionName): Promise<EntryResult>;
    Show(request: CollectionRequest): Promise<CollectionPage>;
  };
  Saved: {
    List(request?: SavedList): Promise<SavedSearches>;
    Remove(request: SavedName): Promise<EntryResult>;
    Rename(request: SavedRename): Promise<EntryResult>;
    Save(request: SavedSave): Promise<SavedSaved>;
    Seen(request: SavedName): Promise<SavedSearch>;
    Show(request: SavedShow): Promise<SavedPage>;
    Unseen(request: SavedName): Promise<Nothing>;
  };
  Sessions: {
    Export(request: SessionExport): Promise<SessionFile>;
    List(request?: SessionList): Promise<SessionsResult>;
    Remove(request: SessionName): Promise<EntryResult>;
    RemoveStep(request: SessionNumber): Promise<EntryResult>;
    Rename(request: SessionRename): Promise<EntryResult>;
    Replay(request?: SessionShow): Promise<SessionReplay>;
    Running(request?: Nothing): Promise<SessionRunning>;
    Save(request: SessionExport): Promise<JobStarted>;
    Show(request?: SessionShow): Promise<SessionPage>;
    Start(request: SessionName): Promise<SessionStarted>;
    Stop(request?: Nothing): Promise<Session>;
  };
  Comments: {
    Add(request: CommentRequest): Promise<CommentResult>;
    Change(request: CommentChange): Promise<EntryResult>;
    Handed(request: HandedRequest): Promise<EntryResult>;
    Letter(request: LetterRequest): Promise<Letter>;
    List(request?: CommentsRequest): Promise<CommentsResult>;
    Moderate(request: ModerateRequest): Promise<ModerateResult>;
    Remove(request: CommentRef): Promise<EntryResult>;
    Save(request: LetterRequest): Promise<SavedResult>;
  };
  Highlights: {
    Add(request: AddHighlight): Promise<AddedHighlight>;
    Change(request: ChangeHighlights): Promise<EntryResult>;
    Counts(request?: HighlightArticle): Promise<HighlightCounts>;
    Export(request: ExportHighlights): Promise<HighlightsFile>;
    Import(request: ImportHighlights): Promise<ImportedHighlights>;
    List(request?: HighlightsRequest): Promise<HighlightsResult>;
    Lost(request?: HighlightArticle): Promise<LostWordsResult>;
    Remove(request: HighlightIDs): Promise<EntryResult>;
    Save(request: ExportHighlights): Promise<SavedResult>;
    Show(request: HighlightID): Promise<Highlight>;
  };
  Library: {
    Backup(request?: JobRequest): Promise<JobStarted>;
    Check(request?: JobRequest): Promise<JobStarted>;
    Compact(request?: JobRequest): Promise<JobStarted>;
    FirstRun(request: FirstRunRequest): Promise<Nothing>;
    Info(request?: Nothing): Promise<InfoResult>;
    Recent(request?: Nothing): Promise<RecentResult>;
    Reindex(request?: JobRequest): Promise<JobStarted>;
    Repair(request?: JobRequest): Promise<JobStarted>;
    Set(request: SetRequest): Promise<EntryResult>;
    Shell(request?: Nothing): Promise<ShellResult>;
  };
  Jobs: {
    Cancel(request: IDRequest): Promise<Nothing>;
    List(request?: Nothing): Promise<JobsResult>;
    Pause(request: IDRequest): Promise<Nothing>;
    Resume(request: IDRequest): Promise<Nothing>;
    Show(request: IDRequest): Promise<Job>;
    Wait(request: WaitRequest): Promise<Job>;
  };
  Imports: {
    Columns(request: ColumnsRequest): Promise<ColumnsResult>;
    Fetch(request: FetchRequest): Promise<JobStarted>;
    Formats(request?: Nothing): Promise<FormatsResult>;
    List(request?: Nothing): Promise<ImportsResult>;
    Offered(request: IDRequest): Promise<OfferedResult>;
    Resume(request: IDRequest): Promise<JobStarted>;
    Start(request: ImportRequest): Promise<JobStarted>;
    Undo(request: IDRequest): Promise<UndoneResult>;
  };
  Exports: {
    Start(request: ExportRequest): Promise<JobStarted>;
  };
  Feeds: {
    Add(request: FeedWish): Promise<JobStarted>;
    Export(request?: Nothing): Promise<OPMLResult>;
    List(request?: Nothing): Promise<FeedsResult>;
    Refresh(request: FeedsRequest): Promise<JobStarted>;
    Remove(request: IDRequest): Promise<EntryResult>;
    Save(request?: Nothing): Promise<SavedResult>;
    Schedule(request: FeedSchedule): Promise<Nothing>;
    Set(request: FeedChange): Promise<EntryResult>;
  };
  Pictures: {
    Fetch(request?: PicturesRequest): Promise<JobStarted>;
    Missing(request?: Nothing): Promise<MissingPictures>;
  };
  Rules: {
    Apply(request: IDRequest): Promise<JobStarted>;
    List(request?: Nothing): Promise<RulesResult>;
    Preview(request: Rule): Promise<RulePreview>;
    Put(request: Rule): Promise<RulePut>;
    Remove(request: IDRequest): Promise<EntryResult>;
  };
  Watch: {
    Add(request: WatchWish): Promise<WatchAdded>;
    List(request?: Nothing): Promise<WatchedResult>;
    Look(request: WatchRequest): Promise<JobStarted>;
    Pause(request: WatchPause): Promise<EntryResult>;
    Remove(request: IDRequest): Promise<EntryResult>;
  };
  Drafts: {
    Act(request: DraftActRequest): Promise<DraftRow>;
    AddNote(request: AddNoteRequest): Promise<AddedNote>;
    Alike(request: AlikeRequest): Promise<AlikeResult>;
    Check(request: CheckRequest): Promise<CheckResult>;
    Clashes(request: IDRequest): Promise<ClashesResult>;
    Clean(request?: CleanRequest): Promise<CleanResult>;
    Compare(request: CompareRequest): Promise<DraftCompareResult>;
    Discard(request: IDRequest): Promise<EntryResult>;
    Dismiss(request?: DismissRequest): Promise<Nothing>;
    Elsewhere(request: ElsewhereRequest): Promise<FileResult>;
    List(request?: DraftsRequest): Promise<DraftsResult>;
    Name(request: NameRevisionRequest): Promise<DraftRow>;
    New(request?: NewDraftRequest): Promise<DraftRow>;
    Notes(request: IDRequest): Promise<NotesResult>;
    Open(request: OpenDraftRequest): Promise<OpenedDraft>;
    Publish(request: PublishRequest): Promise<PublishResult>;
    Rebase(request: RebaseRequest): Promise<DraftRow>;
    RemoveNote(request: IDRequest): Promise<EntryResult>;
    ResolveNote(request: ResolveNoteRequest): Promise<EntryResult>;
    Restore(request: RevisionRequest): Promise<DraftRow>;
    Retract(request: RestateRequest): Promise<PublishResult>;
    Revisions(request: IDRequest): Promise<RevisionsResult>;
    Save(request: SaveDraftRequest): Promise<SavedDraft>;
    Set(request: SetDraftRequest): Promise<DraftRow>;
    Show(request: IDRequest): Promise<Draft>;
    Text(request: TextRequest): Promise<TextResult>;
    Unschedule(request: IDRequest): Promise<EntryResult>;
    Withdraw(request: RestateRequest): Promise<PublishResult>;
    Words(request: DraftWordsRequest): Promise<DraftRow>;
  };
  Media: {
    Describe(request: MediaDescribeRequest): Promise<JobStarted>;
    List(request?: MediaListRequest): Promise<MediaListResult>;
    Remote(request?: RemoteRequest): Promise<RemoteResult>;
    Replace(request: MediaReplaceRequest): Promise<JobStarted>;
    Take(request: TakeMediaRequest): Promise<MediaResult>;
    Uses(request: MediaUsesRequest): Promise<MediaUsesResult>;
  };
  Desk: {
    Arrange(request: ArrangeRequest): Promise<ArrangeResult>;
    DiscardFront(request?: Nothing): Promise<EntryResult>;
    Front(request?: Nothing): Promise<FrontDesk>;
    FrontHistory(request?: FrontHistoryRequest): Promise<FrontHistoryResult>;
    FrontPictures(request: IDRequest): Promise<FrontPicturesResult>;
    PublishFront(request: PublishFrontRequest): Promise<EntryResult>;
    RestoreFront(request: RestoreRequest): Promise<EntryResult>;
    SetSlot(request: SlotRequest): Promise<EntryResult>;
    UnscheduleFront(request?: Nothing): Promise<EntryResult>;
    WordSlot(request: WordRequest): Promise<EntryResult>;
  };
  History: {
    List(request?: HistoryRequest): Promise<HistoryResult>;
    Undo(request?: UndoRequest): Promise<UndoneResult>;
  };
  Settings: {
    Get(request?: Nothing): Promise<Preferences>;
    Set(request: Preferences): Promise<Preferences>;
  };
  System: {
    Diagnostics(request?: Nothing): Promise<DiagnosticsResult>;
    Keep(request: KeepRequest): Promise<Kept>;
    Licences(request?: Nothing): Promise<LicencesResult>;
    Log(request?: Nothing): Promise<LogResult>;
    Network(request?: NetworkRequest): Promise<NetworkResult>;
    Open(request: AddressRequest): Promise<Nothing>;
    OpenFolder(request?: Nothing): Promise<Nothing>;
    Print(request: IDRequest): Promise<Nothing>;
  };
}

/** Makes the client over a transport. */
export function makeClient(call: Transport): Client {
  return {
    Articles: {
      Cite: (request) => call("Articles", "Cite", request) as Promise<CiteResult>,
      Compare: (request) => call("Articles", "Compare", request) as Promise<CompareResult>,
      Corrections: (request = {}) => call("Articles", "Corrections", request) as Promise<CorrectionsResult>,
      CountRead: (request) => call("Articles", "CountRead", request) as Promise<Nothing>,
      Day: (request) => call("Articles", "Day", request) as Promise<DayResult>,
      Days: (request) => call("Articles", "Days", request) as Promise<DaysResult>,
      Duplicates: (request = {}) => call("Articles", "Duplicates", request) as Promise<DuplicatesResult>,
      Front: (request = {}) => call("Articles", "Front", request) as Promise<Front>,
      KeepPlace: (request) => call("Articles", "KeepPlace", request) as Promise<Nothing>,
      List: (request = {}) => call("Articles", "List", request) as Promise<ListResult>,
      Mark: (request) => call("Articles", "Mark", request) as Promise<MarkResult>,
      MostViewed: (request) => call("Articles", "MostViewed", request) as Promise<Ranking>,
      ReadLately: (request = {}) => call("Articles", "ReadLately", request) as Promise<ReadLatelyResult>,
      Related: (request) => call("Articles", "Related", request) as Promise<RelatedResult>,
      SawWatching: (request) => call("Articles", "SawWatching", request) as Promise<Nothing>,
      Show: (request) => call("Articles", "Show", request) as Promise<Article>,
      Slots: (request = {}) => call("Articles", "Slots", request) as Promise<Slots>,
      Text: (request) => call("Articles", "Text", request) as Promise<TextResult>,
      UsedIn: (request) => call("Articles", "UsedIn", request) as Promise<UsedInResult>,
      Watching: (request = {}) => call("Articles", "Watching", request) as Promise<WatchingResult>,
    },
    Topics: {
      Create: (request) => call("Topics", "Create", request) as Promise<NameResult>,
      Delete: (request) => call("Topics", "Delete", request) as Promise<EntryResult>,
      Desk: (request = {}) => call("Topics", "Desk", request) as Promise<DeskTopicsResult>,
      List: (request = {}) => call("Topics", "List", request) as Promise<TopicsResult>,
      Merge: (request) => call("Topics", "Merge", request) as Promise<EntryResult>,
      Order: (request) => call("Topics", "Order", request) as Promise<EntryResult>,
      Record: (request) => call("Topics", "Record", request) as Promise<TopicRecordResult>,
      Save: (request) => call("Topics", "Save", request) as Promise<NameResult>,
      Show: (request) => call("Topics", "Show", request) as Promise<TopicResult>,
    },
    Tags: {
      List: (request = {}) => call("Tags", "List", request) as Promise<TagsResult>,
      Merge: (request) => call("Tags", "Merge", request) as Promise<EntryResult>,
      Rename: (request) => call("Tags", "Rename", request) as Promise<NameResult>,
      SetAliases: (request) => call("Tags", "SetAliases", request) as Promise<EntryResult>,
      Show: (request) => call("Tags", "Show", request) as Promise<TagResult>,
      Twins: (request = {}) => call("Tags", "Twins", request) as Promise<TwinsResult>,
    },
    Search: {
      ChangeRecent: (request = {}) => call("Search", "ChangeRecent", request) as Promise<RecentSearches>,
      Complete: (request) => call("Search", "Complete", request) as Promise<CompleteResult>,
      Concordance: (request) => call("Search", "Concordance", request) as Promise<ConcordanceResult>,
      ConcordanceFile: (request) => call("Search", "ConcordanceFile", request) as Promise<FileResult>,
      Query: (request) => call("Search", "Query", request) as Promise<SearchResult>,
      Recent: (request = {}) => call("Search", "Recent", request) as Promise<RecentSearches>,
      SavePicture: (request) => call("Search", "SavePicture", request) as Promise<SavedResult>,
      Suggest: (request) => call("Search", "Suggest", request) as Promise<SuggestResult>,
      Trend: (request) => call("Search", "Trend", request) as Promise<TrendResult>,
      TrendFile: (request) => call("Search", "TrendFile", request) as Promise<FileResult>,
    },
    Wording: {
      Check: (request) => call("Wording", "Check", request) as Promise<QuotationCheckResult>,
      Quotations: (request = {}) => call("Wording", "Quotations", request) as Promise<QuotationsResult>,
      Sentences: (request) => call("Wording", "Sentences", request) as Promise<SentencesResult>,
    },
    Collections: {
      Add: (request) => call("Collections", "Add", request) as Promise<CollectionAdded>,
      Between: (request) => call("Collections", "Between", request) as Promise<CollectionNoted>,
      Create: (request) => call("Collections", "Create", request) as Promise<CollectionMade>,
      Delete: (request) => call("Collections", "Delete", request) as Promise<EntryResult>,
      List: (request = {}) => call("Collections", "List", request) as Promise<CollectionsResult>,
      Move: (request) => call("Collections", "Move", request) as Promise<EntryResult>,
      Note: (request) => call("Collections", "Note", request) as Promise<EntryResult>,
      Of: (request) => call("Collections", "Of", request) as Promise<CollectionsResult>,
      Remove: (request) => call("Collections", "Remove", request) as Promise<EntryResult>,
      Rename: (request) => call("Collections", "Rename", request) as Promise<EntryResult>,
      Show: (request) => call("Collections", "Show", request) as Promise<CollectionPage>,
    },
    Saved: {
      List: (request = {}) => call("Saved", "List", request) as Promise<SavedSearches>,
      Remove: (request) => call("Saved", "Remove", request) as Promise<EntryResult>,
      Rename: (request) => call("Saved", "Rename", request) as Promise<EntryResult>,
      Save: (request) => call("Saved", "Save", request) as Promise<SavedSaved>,
      Seen: (request) => call("Saved", "Seen", request) as Promise<SavedSearch>,
      Show: (request) => call("Saved", "Show", request) as Promise<SavedPage>,
      Unseen: (request) => call("Saved", "Unseen", request) as Promise<Nothing>,
    },
    Sessions: {
      Export: (request) => call("Sessions", "Export", request) as Promise<SessionFile>,
      List: (request = {}) => call("Sessions", "List", request) as Promise<SessionsResult>,
      Remove: (request) => call("Sessions", "Remove", request) as Promise<EntryResult>,
      RemoveStep: (request) => call("Sessions", "RemoveStep", request) as Promise<EntryResult>,
      Rename: (request) => call("Sessions", "Rename", request) as Promise<EntryResult>,
      Replay: (request = {}) => call("Sessions", "Replay", request) as Promise<SessionReplay>,
      Running: (request = {}) => call("Sessions", "Running", request) as Promise<SessionRunning>,
      Save: (request) => call("Sessions", "Save", request) as Promise<JobStarted>,
      Show: (request = {}) => call("Sessions", "Show", request) as Promise<SessionPage>,
      Start: (request) => call("Sessions", "Start", request) as Promise<SessionStarted>,
      Stop: (request = {}) => call("Sessions", "Stop", request) as Promise<Session>,
    },
    Comments: {
      Add: (request) => call("Comments", "Add", request) as Promise<CommentResult>,
      Change: (request) => call("Comments", "Change", request) as Promise<EntryResult>,
      Handed: (request) => call("Comments", "Handed", request) as Promise<EntryResult>,
      Letter: (request) => call("Comments", "Letter", request) as Promise<Letter>,
      List: (request = {}) => call("Comments", "List", request) as Promise<CommentsResult>,
      Moderate: (request) => call("Comments", "Moderate", request) as Promise<ModerateResult>,
      Remove: (request) => call("Comments", "Remove", request) as Promise<EntryResult>,
      Save: (request) => call("Comments", "Save", request) as Promise<SavedResult>,
    },
    Highlights: {
      Add: (request) => call("Highlights", "Add", request) as Promise<AddedHighlight>,
      Change: (request) => call("Highlights", "Change", request) as Promise<EntryResult>,
      Counts: (request = {}) => call("Highlights", "Counts", request) as Promise<HighlightCounts>,
      Export: (request) => call("Highlights", "Export", request) as Promise<HighlightsFile>,
      Import: (request) => call("Highlights", "Import", request) as Promise<ImportedHighlights>,
      List: (request = {}) => call("Highlights", "List", request) as Promise<HighlightsResult>,
      Lost: (request = {}) => call("Highlights", "Lost", request) as Promise<LostWordsResult>,
      Remove: (request) => call("Highlights", "Remove", request) as Promise<EntryResult>,
      Save: (request) => call("Highlights", "Save", request) as Promise<SavedResult>,
      Show: (request) => call("Highlights", "Show", request) as Promise<Highlight>,
    },
    Library: {
      Backup: (request = {}) => call("Library", "Backup", request) as Promise<JobStarted>,
      Check: (request = {}) => call("Library", "Check", request) as Promise<JobStarted>,
      Compact: (request = {}) => call("Library", "Compact", request) as Promise<JobStarted>,
      FirstRun: (request) => call("Library", "FirstRun", request) as Promise<Nothing>,
      Info: (request = {}) => call("Library", "Info", request) as Promise<InfoResult>,
      Recent: (request = {}) => call("Library", "Recent", request) as Promise<RecentResult>,
      Reindex: (request = {}) => call("Library", "Reindex", request) as Promise<JobStarted>,
      Repair: (request = {}) => call("Library", "Repair", request) as Promise<JobStarted>,
      Set: (request) => call("Library", "Set", request) as Promise<EntryResult>,
      Shell: (request = {}) => call("Library", "Shell", request) as Promise<ShellResult>,
    },
    Jobs: {
      Cancel: (request) => call("Jobs", "Cancel", request) as Promise<Nothing>,
      List: (request = {}) => call("Jobs", "List", request) as Promise<JobsResult>,
      Pause: (request) => call("Jobs", "Pause", request) as Promise<Nothing>,
      Resume: (request) => call("Jobs", "Resume", request) as Promise<Nothing>,
      Show: (request) => call("Jobs", "Show", request) as Promise<Job>,
      Wait: (request) => call("Jobs", "Wait", request) as Promise<Job>,
    },
    Imports: {
      Columns: (request) => call("Imports", "Columns", request) as Promise<ColumnsResult>,
      Fetch: (request) => call("Imports", "Fetch", request) as Promise<JobStarted>,
      Formats: (request = {}) => call("Imports", "Formats", request) as Promise<FormatsResult>,
      List: (request = {}) => call("Imports", "List", request) as Promise<ImportsResult>,
      Offered: (request) => call("Imports", "Offered", request) as Promise<OfferedResult>,
      Resume: (request) => call("Imports", "Resume", request) as Promise<JobStarted>,
      Start: (request) => call("Imports", "Start", request) as Promise<JobStarted>,
      Undo: (request) => call("Imports", "Undo", request) as Promise<UndoneResult>,
    },
    Exports: {
      Start: (request) => call("Exports", "Start", request) as Promise<JobStarted>,
    },
    Feeds: {
      Add: (request) => call("Feeds", "Add", request) as Promise<JobStarted>,
      Export: (request = {}) => call("Feeds", "Export", request) as Promise<OPMLResult>,
      List: (request = {}) => call("Feeds", "List", request) as Promise<FeedsResult>,
      Refresh: (request) => call("Feeds", "Refresh", request) as Promise<JobStarted>,
      Remove: (request) => call("Feeds", "Remove", request) as Promise<EntryResult>,
      Save: (request = {}) => call("Feeds", "Save", request) as Promise<SavedResult>,
      Schedule: (request) => call("Feeds", "Schedule", request) as Promise<Nothing>,
      Set: (request) => call("Feeds", "Set", request) as Promise<EntryResult>,
    },
    Pictures: {
      Fetch: (request = {}) => call("Pictures", "Fetch", request) as Promise<JobStarted>,
      Missing: (request = {}) => call("Pictures", "Missing", request) as Promise<MissingPictures>,
    },
    Rules: {
      Apply: (request) => call("Rules", "Apply", request) as Promise<JobStarted>,
      List: (request = {}) => call("Rules", "List", request) as Promise<RulesResult>,
      Preview: (request) => call("Rules", "Preview", request) as Promise<RulePreview>,
      Put: (request) => call("Rules", "Put", request) as Promise<RulePut>,
      Remove: (request) => call("Rules", "Remove", request) as Promise<EntryResult>,
    },
    Watch: {
      Add: (request) => call("Watch", "Add", request) as Promise<WatchAdded>,
      List: (request = {}) => call("Watch", "List", request) as Promise<WatchedResult>,
      Look: (request) => call("Watch", "Look", request) as Promise<JobStarted>,
      Pause: (request) => call("Watch", "Pause", request) as Promise<EntryResult>,
      Remove: (request) => call("Watch", "Remove", request) as Promise<EntryResult>,
    },
    Drafts: {
      Act: (request) => call("Drafts", "Act", request) as Promise<DraftRow>,
      AddNote: (request) => call("Drafts", "AddNote", request) as Promise<AddedNote>,
      Alike: (request) => call("Drafts", "Alike", request) as Promise<AlikeResult>,
      Check: (request) => call("Drafts", "Check", request) as Promise<CheckResult>,
      Clashes: (request) => call("Drafts", "Clashes", request) as Promise<ClashesResult>,
      Clean: (request = {}) => call("Drafts", "Clean", request) as Promise<CleanResult>,
      Compare: (request) => call("Drafts", "Compare", request) as Promise<DraftCompareResult>,
      Discard: (request) => call("Drafts", "Discard", request) as Promise<EntryResult>,
      Dismiss: (request = {}) => call("Drafts", "Dismiss", request) as Promise<Nothing>,
      Elsewhere: (request) => call("Drafts", "Elsewhere", request) as Promise<FileResult>,
      List: (request = {}) => call("Drafts", "List", request) as Promise<DraftsResult>,
      Name: (request) => call("Drafts", "Name", request) as Promise<DraftRow>,
      New: (request = {}) => call("Drafts", "New", request) as Promise<DraftRow>,
      Notes: (request) => call("Drafts", "Notes", request) as Promise<NotesResult>,
      Open: (request) => call("Drafts", "Open", request) as Promise<OpenedDraft>,
      Publish: (request) => call("Drafts", "Publish", request) as Promise<PublishResult>,
      Rebase: (request) => call("Drafts", "Rebase", request) as Promise<DraftRow>,
      RemoveNote: (request) => call("Drafts", "RemoveNote", request) as Promise<EntryResult>,
      ResolveNote: (request) => call("Drafts", "ResolveNote", request) as Promise<EntryResult>,
      Restore: (request) => call("Drafts", "Restore", request) as Promise<DraftRow>,
      Retract: (request) => call("Drafts", "Retract", request) as Promise<PublishResult>,
      Revisions: (request) => call("Drafts", "Revisions", request) as Promise<RevisionsResult>,
      Save: (request) => call("Drafts", "Save", request) as Promise<SavedDraft>,
      Set: (request) => call("Drafts", "Set", request) as Promise<DraftRow>,
      Show: (request) => call("Drafts", "Show", request) as Promise<Draft>,
      Text: (request) => call("Drafts", "Text", request) as Promise<TextResult>,
      Unschedule: (request) => call("Drafts", "Unschedule", request) as Promise<EntryResult>,
      Withdraw: (request) => call("Drafts", "Withdraw", request) as Promise<PublishResult>,
      Words: (request) => call("Drafts", "Words", request) as Promise<DraftRow>,
    },
    Media: {
      Describe: (request) => call("Media", "Describe", request) as Promise<JobStarted>,
      List: (request = {}) => call("Media", "List", request) as Promise<MediaListResult>,
      Remote: (request = {}) => call("Media", "Remote", request) as Promise<RemoteResult>,
      Replace: (request) => call("Media", "Replace", request) as Promise<JobStarted>,
      Take: (request) => call("Media", "Take", request) as Promise<MediaResult>,
      Uses: (request) => call("Media", "Uses", request) as Promise<MediaUsesResult>,
    },
    Desk: {
      Arrange: (request) => call("Desk", "Arrange", request) as Promise<ArrangeResult>,
      DiscardFront: (request = {}) => call("Desk", "DiscardFront", request) as Promise<EntryResult>,
      Front: (request = {}) => call("Desk", "Front", request) as Promise<FrontDesk>,
      FrontHistory: (request = {}) => call("Desk", "FrontHistory", request) as Promise<FrontHistoryResult>,
      FrontPictures: (request) => call("Desk", "FrontPictures", request) as Promise<FrontPicturesResult>,
      PublishFront: (request) => call("Desk", "PublishFront", request) as Promise<EntryResult>,
      RestoreFront: (request) => call("Desk", "RestoreFront", request) as Promise<EntryResult>,
      SetSlot: (request) => call("Desk", "SetSlot", request) as Promise<EntryResult>,
      UnscheduleFront: (request = {}) => call("Desk", "UnscheduleFront", request) as Promise<EntryResult>,
      WordSlot: (request) => call("Desk", "WordSlot", request) as Promise<EntryResult>,
    },
    History: {
      List: (request = {}) => call("History", "List", request) as Promise<HistoryResult>,
      Undo: (request = {}) => call("History", "Undo", request) as Promise<UndoneResult>,
    },
    Settings: {
      Get: (request = {}) => call("Settings", "Get", request) as Promise<Preferences>,
      Set: (request) => call("Settings", "Set", request) as Promise<Preferences>,
    },
    System: {
      Diagnostics: (request = {}) => call("System", "Diagnostics", request) as Promise<DiagnosticsResult>,
      Keep: (request) => call("System", "Keep", request) as Promise<Kept>,
      Licences: (request = {}) => call("System", "Licences", request) as Promise<LicencesResult>,
      Log: (request = {}) => call("System", "Log", request) as Promise<LogResult>,
      Network: (request = {}) => call("System", "Network", request) as Promise<NetworkResult>,
      Open: (request) => call("System", "Open", request) as Promise<Nothing>,
      OpenFolder: (request = {}) => call("System", "OpenFolder", request) as Promise<Nothing>,
      Print: (request) => call("System", "Print", request) as Promise<Nothing>,
    },
  };
}
