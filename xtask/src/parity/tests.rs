use super::*;

const INTERFACE: &str = "\
object SharenumApp
    co_sign_all(seen: [SeenHelpSession])
    edit_ticket(id: DocumentId, edit: TicketEdit) -> DocumentId
    send_message(proposal: DocumentId, body: string) -> DocumentId
    vote(plan: DocumentId, slot: Slot, suits: boolean?)
    withdraw(id: DocumentId)

object Subscription
    cancel()
";

/// The rows of a source in each language.
fn rows(kotlin: &str, swift: &str, actions: &Actions) -> (Rows, Rows) {
    let (mut android, mut ios) = (Shell::default(), Shell::default());
    kotlin::read(kotlin, &mut android);
    swift::read(swift, &mut ios);
    (android.rows(actions), ios.rows(actions))
}

/// What both shells show and do in these sources, which has to be the same; a line for each page.
fn both(kotlin: &str, swift: &str, actions: &str) -> Vec<String> {
    let actions = Actions::read(actions, INTERFACE);
    let (android, ios) = rows(kotlin, swift, &actions);
    let said = |rows: &Rows| {
        let all = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(" ");
        let row = |(page, row): (&String, &Row)| {
            format!("{page}: {} / {} / {}", all(&row.states), all(&row.intents), all(&row.actions))
        };
        rows.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(said(&android), said(&ios));
    said(&ios)
}

#[test]
fn both_shells_show_and_do_what_the_table_says() {
    check(false).unwrap();
}

#[test]
fn a_page_shows_what_its_model_lets_be_seen_and_does_what_it_lets_be_called() {
    let kotlin = "
class BusModel(desk: Desk) : ScreenModel(desk) {
    private val typed = MutableStateFlow(\"\")

    val day: StateFlow<Loaded<BusDay>> = reading { busDay() }

    val seats: Pages<Seat> =
        Pages(desk.phone, scope, occasions()) { page -> seats(page) }

    val form = Form(desk, scope, DraftForm.WalkIn)

    val query: StateFlow<String> = typed.asStateFlow()

    fun show(day: LocalDate) {
        typed.value = \"\"
    }

    private fun today() = 1
}
";
    let swift = "
@Observable
public final class BusModel: ScreenModel {
    public let day: Reading<BusDay>
    public let seats: Pages<Seat>
    public let form: Form
    public private(set) var query = \"\"
    private let id: DocumentId

    public override func live() async {}

    private func today() -> Int { 1 }
}

extension BusModel {
    @discardableResult public func show(_ day: CivilDate) -> Int {
        1
    }
}
";
    assert_eq!(
        both(kotlin, swift, ""),
        ["Bus: day *read* form *form* query seats *list* / show / "]
    );
}

#[test]
fn a_state_that_is_one_of_several_cases_lists_them() {
    let kotlin = "
enum class Step { Waiting, Asking }

enum class Look(val tag: String) {
    Light(\"l\"),
    Dark(\"d\"),
    ;

    val locale = 1
}

sealed interface Around {
    data object NotAllowed : Around

    data class Found(val hubs: List<Hub>) : Around

    companion object {
        val none = Found(listOf())
    }
}

data class State(
    val step: Step = Step.Waiting,
) {
    val look = Look.Light
}

class Hits(val typed: String, val hits: Loaded<Listed<Hit>>)

class SyncModel(desk: Desk) : ScreenModel(desk) {
    val around: StateFlow<Around> = desk.shell.around

    val look: StateFlow<Look> = desk.shell.look

    val state: StateFlow<State> = current.asStateFlow()

    val hits: StateFlow<Hits> = found.asStateFlow()
}
";
    let swift = "
public enum Step: Sendable {
    case waiting, asking
}

public enum Look: String {
    case light
    case dark
}

public enum Around: Sendable {
    case notAllowed
    case found([Hub], at: Date)
}

public struct State: Equatable {
    public var step: Step = .waiting
    public var look: Look { .light }
}

public struct Hits {
    public let hits: Loaded<Listed<Hit>>
}

public final class SyncModel: ScreenModel {
    public private(set) var around: Around = .found([])
    public var look: Look { desk.look }
    public private(set) var state = State()
    public var hits: Hits {
        found
    }
}
";
    assert_eq!(
        both(kotlin, swift, ""),
        ["Sync: around (Found, NotAllowed) hits *list* look (Dark, Light) \
          state (Asking, Waiting) /  / "]
    );
}

#[test]
fn an_action_is_told_by_an_arm_by_a_call_of_its_name_or_by_an_intent_of_its_name() {
    let kotlin = "
class PlanModel(desk: Desk) : ScreenModel(desk) {
    fun perform(action: Action) {
        when (action) {
            Action.SEND_AGAIN -> again()
            else -> {}
        }
    }

    fun choose(suits: Boolean) = desk.act(\"voted\", undo = { withdraw(id) }) { vote(id, suits) }

    fun save() = form.send(\"saved\") { editTicket(id, it) }

    fun write() = form.send(null) { sendMessage(id, it) }

    fun sign() = desk.act(null) { coSignAll(shown) }

    fun cancel() = desk.syncing.cancel()

    fun withdraw(draft: Draft) = desk.act(null) { sendMessage(id, draft) }
}
";
    let swift = "
public final class PlanModel: ScreenModel {
    public func perform(_ action: Action) {
        switch action {
        case .sendAgain: again()
        default: break
        }
    }

    public func choose(_ suits: Bool) {
        desk.act(Word(\"voted\")) {
            try $0.vote(plan: id, suits: suits)
        } undo: {
            try $0.withdraw(id: $1)
        }
    }

    public func save() {
        form.send(Word(\"saved\")) { app, filled in
            try app.editTicket(id: id, edit: filled)
        }
    }

    public func write() {
        form.send(nil) { app, filled in try app.sendMessage(proposal: id, body: filled) }
    }

    public func sign() {
        desk.act(nil) { try $0.coSignAll(seen: shown) }
    }

    public func cancel() { desk.syncing.cancel() }

    public func withdraw(_ draft: Draft) {
        desk.act(nil) { try $0.sendMessage(proposal: id, body: draft) }
    }
}
";
    let actions = "Plan\tVote\nTicket\tEdit\nProposal\tWithdraw\nProposal\tWrite\nRefused\tSendAgain\nTicket\tCancel\nHelpSession\tCoSign\n";
    assert_eq!(
        both(kotlin, swift, actions),
        [
            "Plan:  / cancel choose perform save sign withdraw write / CoSign Edit SendAgain Vote Write"
        ]
    );
}

#[test]
fn what_models_share_is_done_by_each_that_asks_for_it() {
    let kotlin = "
internal fun Desk.giveUp(id: DocumentId) = act(\"gone\") { withdraw(id) }

internal fun voteAgain(desk: Desk, id: DocumentId) = desk.act(null) { vote(id) }

class PlanModel(desk: Desk) : ScreenModel(desk) {
    fun leave() = desk.giveUp(id)

    fun again() = voteAgain(desk, id)
}

class GuideModel(desk: Desk) : ScreenModel(desk) {
    fun leave() = giveUp(id)
}
";
    let swift = "
extension Desk {
    func giveUp(_ id: DocumentId) {
        act(Word(\"gone\")) { try $0.withdraw(id: id) }
    }

    func voteAgain(_ id: DocumentId) {
        act(nil) { try $0.vote(plan: id) }
    }
}

public final class PlanModel: ScreenModel {
    public func leave() { desk.giveUp(id) }

    public func again() { desk.voteAgain(id) }
}

public final class GuideModel: ScreenModel {
    public func leave() { giveUp(id) }
}
";
    assert_eq!(
        both(kotlin, swift, "Plan\tVote\nProposal\tWithdraw\n"),
        ["Guide:  / leave / ", "Plan:  / again leave / Vote Withdraw"]
    );
}

#[test]
fn a_page_without_a_model_of_its_own_has_a_row_too() {
    let kotlin = "
class JoinModel(desk: Desk) : ScreenModel(desk)

@Composable
internal fun RenewalPage(place: Place) {
    val model = model(desk) { JoinModel(it) }
}

@Composable
fun JoinPage(desk: Desk) {
    val model = model(desk) { JoinModel(it) }
}

@Composable
fun <T> Opening(opened: Loaded<T>, retry: () -> Unit, content: @Composable (T) -> Unit) {
    Show(opened, retry)
}
";
    let swift = "
public final class JoinModel: ScreenModel {
}

struct RenewalPage: View {
    init(place: Surroundings) {
        _model = State(initialValue: JoinModel(place.desk))
    }
}

struct JoinPage: View {
    init(desk: Desk) {
        _model = State(initialValue: JoinModel(desk))
    }
}

struct OpeningPage: View {
    let opened: Loaded<Desk>
    let retry: @MainActor () -> Void
    @Environment(\\.words) private var words: Words
}
";
    assert_eq!(
        both(kotlin, swift, ""),
        ["Join:  /  / ", "Opening: opened *read* / retry / ", "Renewal, like Join:  /  / "]
    );
}

#[test]
fn what_one_shell_lacks_is_named_with_what_to_do() {
    let actions = Actions::read("Plan\tVote\n", INTERFACE);
    let (android, ios) = rows(
        "class BusModel(desk: Desk) : ScreenModel(desk) {\n    val day = reading { }\n    fun show() {}\n}\n\nclass GuideModel(desk: Desk)\n",
        "public final class BusModel: ScreenModel {\n    public let day: Pages<Int>\n    public func vote() { desk.act(nil) { try $0.vote(plan: id) } }\n}\n",
        &actions,
    );
    let said = same(&android, &ios, &actions, &[]).unwrap_err();
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].contains("give the other one the same under the same name, or say in ALONE"));
    assert_eq!(
        lines[1..],
        [
            "Bus shows day *read* on Android, and not on iOS",
            "Bus does show on Android, and not on iOS",
            "there is a page Guide on Android, and none on iOS",
            "Bus shows day *list* on iOS, and not on Android",
            "Bus does vote on iOS, and not on Android",
            "Bus carries out Vote on iOS, and not on Android",
            "no page carries out Vote on Android",
        ]
    );
}

#[test]
fn what_a_shell_has_alone_is_said_as_long_as_it_is_so() {
    let actions = Actions::default();
    let (android, ios) = rows(
        "class BusModel(desk: Desk) : ScreenModel(desk) {\n    fun show() {}\n}\n",
        "public final class BusModel: ScreenModel {\n}\n",
        &actions,
    );
    let key = |shell| [(shell, "Bus", "show", "there is a key for it")];
    same(&android, &ios, &actions, &key(ANDROID)).unwrap();
    assert!(common(&android, &ios)["Bus"].intents.is_empty());
    let said = same(&android, &ios, &actions, &key(IOS)).unwrap_err();
    assert!(said.ends_with("Bus: show is not of iOS alone any more (there is a key for it)"));
    assert!(same(&android, &android, &actions, &key(ANDROID)).is_err());
    assert!(same(&ios, &ios, &actions, &key(ANDROID)).is_err());
}

#[test]
fn a_reader_that_finds_little_is_not_believed() {
    let rows = |count: usize| (0..count).map(|at| (at.to_string(), Row::default())).collect();
    enough(IOS, &rows(FEWEST)).unwrap();
    let said = enough(IOS, &rows(FEWEST - 1)).unwrap_err();
    assert!(said.contains("24 pages were found on iOS"), "{said}");
}
