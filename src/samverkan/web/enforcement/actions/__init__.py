"""Every act of an attachment case, from the claim to the payment."""

from samverkan.web.enforcement.actions.attaching import (
    Proposal,
    attach,
    examined,
    leave,
    terms_of,
)
from samverkan.web.enforcement.actions.cases import confirm_pending, end_claim, take_up
from samverkan.web.enforcement.actions.correcting import Fault, correct, give_back
from samverkan.web.enforcement.actions.executing import (
    begin,
    must_be_pending,
    serve_ban,
    take_provisionally,
)
from samverkan.web.enforcement.actions.exporting import MAY as MAY_EXPORT
from samverkan.web.enforcement.actions.exporting import export_list
from samverkan.web.enforcement.actions.forfeiting import (
    approve_state,
    lapse,
    note_forfeiture_opened,
    note_ruling,
    state_pays,
    state_sold,
)
from samverkan.web.enforcement.actions.importing import import_claims
from samverkan.web.enforcement.actions.issuing import (
    issue_notice,
    issue_protocol,
    issue_provisional_notice,
    issue_settlement,
    issue_victim_letter,
    issue_victim_letters,
    note_victim_read,
)
from samverkan.web.enforcement.actions.paying import approve, distribute, pay
from samverkan.web.enforcement.actions.selling import (
    Bid,
    announce,
    may_announce,
    must_be_the_day,
    note_cost,
    note_lien,
    sell,
    set_lowest_price,
)
from samverkan.web.enforcement.actions.settling import (
    approve_outcome,
    note_outcome,
    pay_outcome,
    take_back_outcome,
)
from samverkan.web.enforcement.actions.third_parties import (
    note_no_suit,
    note_suit,
    note_third_party,
    order_to_sue,
    serve_order,
)
from samverkan.web.enforcement.models import DocumentKind, Way

__all__ = [
    "MAY_EXPORT",
    "Bid",
    "DocumentKind",
    "Fault",
    "Proposal",
    "Way",
    "announce",
    "approve",
    "approve_outcome",
    "approve_state",
    "attach",
    "begin",
    "confirm_pending",
    "correct",
    "distribute",
    "end_claim",
    "examined",
    "export_list",
    "give_back",
    "import_claims",
    "issue_notice",
    "issue_protocol",
    "issue_provisional_notice",
    "issue_settlement",
    "issue_victim_letter",
    "issue_victim_letters",
    "lapse",
    "leave",
    "may_announce",
    "must_be_pending",
    "must_be_the_day",
    "note_cost",
    "note_forfeiture_opened",
    "note_lien",
    "note_no_suit",
    "note_outcome",
    "note_ruling",
    "note_suit",
    "note_third_party",
    "note_victim_read",
    "order_to_sue",
    "pay",
    "pay_outcome",
    "sell",
    "serve_ban",
    "serve_order",
    "set_lowest_price",
    "state_pays",
    "state_sold",
    "take_back_outcome",
    "take_provisionally",
    "take_up",
    "terms_of",
]
