"""What happened, when, where, and who says so.

    extract(document, doc, timexes, toponyms, bases, options, headline) -> Extraction
    read_triggers(files) -> rows of EventOptions.triggers
    merge(events of each document) -> events of the whole story

The way of a document, module by module:

    parse, repair, clauses, tense    the words of a sentence, its clauses, their tense
    dateline_of                      the line that opens a story
    lexicon, own_triggers, triggers  which words tell of events (data/*.csv)
    mentions, absorbing, selection   mentions found, joined within a sentence, sorted out
    opening                          what a story opens with, where no other word tells an event
    base_changes                     openings and closings of military bases
    anchors, labels, manner          where dates and places hang, dates that only name a thing, and
                                     how a place name stands
    dating, placing                  the sieves: which date, which place is whose
    governors, status, judging       did it happen; a date put right by its tense
    people, who, figures, bounds     who took part, who says so, how many were harmed
    carry, carry_dates, carry_places what a sentence leaves to the one before, dateline, document
    merging, grouping                one event once within the article
    main_event, main_place           a day and a place for what the article is about
    importance, titles, finish       the event of the contract
    outcomes                         the events in order, and every sentence's outcome
    extract                          all of these in turn
    sorts, alike, across             one event once across articles
"""

from timeline.events.across import merge
from timeline.events.extract import extract
from timeline.events.own_triggers import read_triggers
from timeline.events.scene import EventOptions, Extraction, Outcome

__all__ = ["EventOptions", "Extraction", "Outcome", "extract", "merge", "read_triggers"]
