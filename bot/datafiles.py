"""The data files of this package, and what may stand in each: which sentences there are, and which {fields} the program
fills in in each of them.
"""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any, Final

from knowledge import datafiles as knowledge_files
from nlp import datafiles as nlp_files
from nlp.datafile import DataFile
from nlp.datafiles import WORDS
from nlp.shapes import Also, Check, likely

_LONGEST: Final = 256
"""Characters of a command's description at most, by the Bot API."""
_ROLES: Final = """lead coordinator timing product funding recipient supervisor place note header addressee heading
    lead_in columns footnote ending repeat passage"""
_ANSWERS: Final = {
    "": """
        lead_none coordinators_none_at_all timing_none product_none phone_none others card_coordinators agency_led_none
        agency_coordinated_none list_lead list_coordinate list_group which_unled which_undone which_dated
        which_undated recent_head day_today document_unknown which_plan own_unknown no_plans became_doubt beyond
        no_meaning no_reason
        became_all greeting thanks help_head help_foot danger danger_urgent danger_duties of_number of_others
        of_its_part of_its_duties rhythm_weekly rhythm_monthly rhythm_quarterly rhythm_half_yearly of_reports of_target
        of_group
        no_more passages_head elsewhere of_near reminders_elsewhere chat_leave failed role_agency role_place
        role_period role_point role_number role_cue role_document role_filler role_generic role_topic
        effective_until
        asked_lead asked_leading asked_coordinate asked_partnering asked_agency asked_when asked_due asked_ahead
        asked_soonest asked_effective asked_now
        asked_overdue asked_state asked_done asked_leaders asked_which asked_unled asked_undone asked_dated
        asked_undated asked_steady asked_appendix asked_list asked_report asked_yearly asked_weekly asked_monthly
        asked_quarterly asked_half_yearly asked_recipient asked_target asked_funding asked_source asked_sum
        asked_document asked_product asked_venue asked_phone asked_reason asked_meaning asked_beyond
        asked_sent_to asked_which_document document_sent_to
        asked_documents asked_number asked_issued asked_signer asked_issuer asked_basis asked_scope asked_title
        asked_wording asked_count asked_compare asked_became asked_newest asked_oldest asked_plans
        asked_search asked_greeting asked_thanks asked_help asked_more asked_those asked_followup asked_danger
        asked_harm asked_acute asked_plea asked_near asked_after asked_averted asked_holder asked_unknown
        outcome_answered outcome_ambiguous outcome_not_found reason_duty reason_several reason_agency reason_due
        reason_overdue reason_done reason_together reason_leaders reason_which reason_report reason_figures
        reason_point reason_count reason_document reason_plans reason_became reason_greeting reason_thanks
        reason_help reason_danger
        reason_no_place reason_no_number reason_other_year reason_no_agency reason_not_its_duty
        reason_leads_none reason_no_together
        reason_no_topic reason_none_of_its_duties reason_not_quite reason_no_point reason_no_kind
        reason_no_rhythm reason_no_appendix reason_no_target reason_no_source reason_no_phone
        reason_nothing_due reason_nothing_done reason_nothing_such reason_no_leaders reason_no_holder
        reason_no_plans reason_no_plans_then reason_which_plan reason_which_duty reason_past_list reason_not_understood
        reason_empty reason_too_long
        file_of_all list_name_agency list_name_count list_name_due list_name_overdue list_name_which
        list_name_done list_name_report list_name_target list_name_funding list_name_found list_name_calendar
        file_tab file_running file_addressee kind_name_task kind_name_report kind_name_target
        kind_name_funding kind_name_directive role_name_lead role_name_coordinate role_name_group
        list_column_number list_column_text list_column_leads list_column_coordinators list_column_timing
        list_column_due list_column_later list_column_kind list_column_role list_column_notes list_column_plan
        list_column_title list_column_place list_column_source
    """,
    "agencies": """
        lead lead_addressee lead_shares coordinators coordinators_none label_lead label_coordinators label_report_to
        whose why_agencies
    """,
    "agency": "coordinates became_none part_none part_coordinates",
    "bar": "why_candidates",
    "count": """
        several more found_head agency_led agency_coordinated agency_grouped running_head leaders_more
        kind_task kind_report kind_target kind_funding kind_directive plans_head plans_counts file_some
    """,
    "day": "state_today file_note",
    "days": "also_on day_left day_past",
    "duty": "file_summary",
    "example": "which_duty not_understood empty",
    "examples": "try_instead",
    "far": "day_far",
    "file": "plan_file",
    "limit": "too_long",
    "missing": "past_list",
    "names": "why_unknown",
    "note": "label_note",
    "period": "overdue_when when_in when_until why_period ended_document",
    "place": "place_same not_in_place",
    "province": "heir_province",
    "places": "compare_missing where_places of_places told_in",
    "plans": "why_plans",
    "reading": "understood",
    "rhythms": "which_steady",
    "source": "source",
    "status": "done",
    "text": "why_text",
    "timing": "timing timing_beside state_open label_timing",
    "topic": "about",
    "value": """
        document_number document_issued document_effective document_signer document_issuer document_basis
        document_title document_scope number_blank
    """,
    "where": """
        target_head funding_head no_topic_at_all no_point no_kind_report no_kind_target no_kind_funding no_appendix
        no_target no_source no_phone no_sum nothing_such no_holder no_leaders nothing_done
    """,
    "when": "no_plans_then",
    "words": "timing_said unsaid why_words phone_said",
    "year": "old_document",
    "agencies count where": "together_head",
    "agency count": "leaders_row",
    "agency day": "became_head became_gone",
    "agency group": "in_partners",
    "agency names": "heirs",
    "count days": "also_on_more",
    "count plans": "plans_more",
    "count plan point": "count_in_point",
    "count running": "file_some_due",
    "count where": "reports_head leaders_head",
    "cues intent": "why_intent",
    "day days": "state_late",
    "day far": "state_ahead card_due card_late",
    "facts place": "twin_differs",
    "holder place": "held",
    "kind subject": "file_title",
    "missing places": "no_place",
    "missing where": "not_its_duty leads_none no_together",
    "new old": "moved",
    "number text": "part_head",
    "of years": "other_year_by_others",
    "outcome reason": "why_decision",
    "place province": "place_lay",
    "place timing": "twin_time",
    "plan signer": "holder_signer",
    "agency basis name": "heir",
    "basis function name": "became_row",
    "count day title": "file_sheet_told",
    "count kinds where": "count_all",
    "agency counts": "count_by_place",
    "place led rest": "count_in_place",
    "place count": "count_of_place",
    "count period where": "report_head",
    "count where whose": "done_head",
    "missing plans where": "no_number",
    "missing where whose": "no_topic no_rhythm",
    "of plans years": "other_year other_year_told",
    "period where whose": "due_none report_none",
    "about missing where": "no_agency",
    "about when where whose": "nothing_due nothing_reported nothing_overdue nothing_all_past",
    "basis day place places": "place_holds",
    "count first last title": "file_calendar_told",
    "count period where whose": "due_head",
    "count told where whose": "which_head",
    "count when where whose": "overdue_head",
    "day far last past": "state_round",
    "lacking score share where": "why_row",
    "agency coordinated grouped led where": "agency_head",
    "basis day name place type": "place_joined",
}
_TEXTS: Final = {
    "": """
        button_coordinators button_timing button_wording button_others button_home button_follow button_wrong
        button_sheet button_calendar button_back button_on button_all_plans button_no_agency button_private
        button_more group_hello group_doors group_admins agency_ask agency_ask_group agency_cleared plan_ask
        plan_cleared only_admins only_admins_short report_taken reports_none reports_head not_for_you
        no_question no_words unknown_command only_text old_button plan_changed file_sent no_days_ahead
        no_files_here failed uncertain
    """,
    "agency": "asks_mine agency_now agency_set agency_set_group",
    "bot": "group_doors_mention",
    "day": "inline_as_of",
    "name": "agency_unknown",
    "period": "asks_due",
    "plan": "plan_set plan_within",
    "day told understood": "report_row",
}
_REMINDERS: Final = {
    "": """
        mark_done mark_doing card_silenced later_ask later_1 later_3 later_7 later_30 button_done button_doing
        button_later button_detail button_undo button_again button_settings button_overdue_sheet told_done
        told_doing told_open told_silenced told_again told_not_leads note_where follow_no_day
        settings_where_group settings_where_topic settings_where_private settings_on settings_none
        settings_stopped settings_lost settings_draft settings_changed settings_not_spoken settings_others
        facet_only_followed value_all value_none value_work value_off role_lead role_coordinate role_group
        what_coming what_today what_overdue what_report what_week what_month what_quarter weekday_1 weekday_2
        weekday_3 weekday_4 weekday_5 weekday_6 weekday_7 short_1 short_2 short_3 short_4 short_5 short_6
        short_7 preview_head preview_none ask_plans ask_agencies ask_roles ask_whats ask_before ask_at
        ask_weekdays ask_pause note_pause note_at pause_week pause_month pause_days button_facet_plans
        button_facet_agencies button_facet_roles button_facet_whats button_facet_before button_facet_at
        button_facet_weekdays button_save button_cancel button_change button_pause button_resume button_stop
        button_start button_follows button_return button_days_off button_only_followed told_saved told_stopped
        told_only_admins follows_head follows_none button_reminders_private tally_no_lead tally_overdue
        tally_all period_month period_quarter period_year
    """,
    "agencies": "digest_whose",
    "count": """
        section_overdue section_today section_coming section_week section_month section_quarter button_all
        settings_follows
    """,
    "day": """
        digest_missed row_gone card_put_off file_label told_put_off follow_set_day follow_already
        settings_paused told_paused told_past follows_day tally_as_told
    """,
    "days": "value_days",
    "moment": "settings_spoken settings_next",
    "note": "card_note",
    "number": "button_unfollow",
    "period": "file_overdue",
    "text": "note_taken",
    "title": "settings_where_other notice_gone notice_muted notice_topic notice_topic_merged",
    "value": "facet_plans facet_agencies facet_roles facet_whats facet_before facet_at facet_weekdays",
    "where": "settings_head",
    "at day": "digest_late",
    "before day": "follow_set",
    "count day": "all_head",
    "count first": "value_more",
    "day far": "row_day row_day_off",
    "day name": "card_done card_doing",
    "days most": "note_before",
    "period whose": "tally_none",
    "state title": "settings_other",
    "title topic": "settings_topic",
    "count day weekday": "preview_day preview_next",
    "day number text": "follows_row",
    "day weekday whose": "digest_head",
    "agency done due overdue percent": "tally_row",
    "done due overdue percent period whose": "tally_head",
}
_REVIEW: Final = {
    "": "marked reading all_placed compared_same nothing",
    "count": "and_more count_added count_changed count_removed count_renumbered more_changes",
    "doubts": "doubt",
    "file": "reading_text reading_duties reading_words",
    "last": "lines_read",
    "counts file": "compared reread",
    "before counts file": "compared_other renamed",
    "ref text": "added removed",
    "ref what": "changed",
    "after before field": "changed_field",
    "count file lines": "not_placed",
    "done file total": "reading_page",
}


def _sentences(names_by_fields: Mapping[str, str]) -> dict[str, Any]:
    """The shape of sentences by name, from the names of those with the same fields."""
    shape: dict[str, Any] = {}
    for fields, names in names_by_fields.items():
        shape |= dict.fromkeys(names.split(), Also(str, _filled_with(fields.split())))
    return shape


def _filled_with(fields: list[str]) -> Check:
    """A sentence in which only these fields stand in curly brackets."""

    def check(text: str) -> str | None:
        if "{" not in text and "}" not in text:
            return None
        try:
            parts = [part for part in Formatter().parse(text) if part[1] is not None]
        except ValueError:
            return "thiếu hoặc thừa một dấu ngoặc nhọn"
        odd = next((part for part in parts if part[1] not in fields or part[2] or part[3]), None)
        if odd is None:
            return None
        known = likely(odd[1], fields) if fields else "câu này không có chỗ nào tự điền"
        return f"có {{{odd[1]}}} mà chương trình không điền được, {known}"

    return check


def _named(value: Any) -> str | None:
    fits = type(value) is str and re.fullmatch(r"[a-z0-9_]{1,32}", value)
    return None if fits else "chỉ gồm chữ thường không dấu, chữ số, gạch dưới, không quá 32 ký tự"


def _described(value: str) -> str | None:
    return None if len(value) <= _LONGEST else f"dài quá {_LONGEST} ký tự"


_COMMAND: Final = {
    "name": _named,
    "also": [_named],
    "usage": str,
    "description": Also(str, _described),
    "menus": [{"private", "group", "admins"}],
}
_PERIOD: Final = {"key": str, "label": str, "asks": str}

ANSWERS: Final = DataFile("bot", "answers.yaml", {**_sentences(_ANSWERS), "examples": WORDS})
REMINDERS: Final = DataFile("bot", "reminders.yaml", _sentences(_REMINDERS))
REVIEW: Final = DataFile(
    "bot",
    "review.yaml",
    {
        **_sentences(_REVIEW),
        "roles": dict.fromkeys(_ROLES.split(), str),
        "kinds": dict.fromkeys(["task", "report", "target", "funding", "directive"], str),
        "fields": dict.fromkeys(
            ["text", "leads", "coordinators", "timing", "kind", "report_to", "status", "details"], str
        ),
    },
)
TEXTS: Final = DataFile("bot", "texts.yaml", {**_sentences(_TEXTS), "commands": [_COMMAND], "periods": [_PERIOD]})

FILES: Final = (ANSWERS, REMINDERS, REVIEW, TEXTS)
"""All of them."""

EVERY: Final = (*nlp_files.FILES, *knowledge_files.FILES, *FILES)
"""Those of all floors: what a process that runs for long looks over before it begins."""
