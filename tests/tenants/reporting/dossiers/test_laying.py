"""Two texts laid over each other."""

from tenants.reporting.dossiers.laying import laid_over


def said(before, after):
    return [[(piece.how, piece.words) for piece in pieces] for pieces in laid_over(before, after)]


def test_paragraphs_stay_apart_and_words_are_compared_inside_them():
    assert said("One\n\nTwo three", "One\n\nTwo four") == [
        [("same", "One")],
        [("same", "Two"), ("gone", "three"), ("come", "four")],
    ]


def test_a_paragraph_that_came_or_went_stands_by_itself():
    assert said("One", "One\n\nTwo") == [[("same", "One")], [("come", "Two")]]
    assert said("One\n\nTwo", "Two") == [[("gone", "One")], [("same", "Two")]]


def test_the_same_text_shows_no_difference():
    assert said("One\n\nTwo", "One\n\nTwo") == [[("same", "One")], [("same", "Two")]]
