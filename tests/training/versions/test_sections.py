from training.versions.sections import difference, sections_of

OLD = "<p>Before.</p><h2 id='a'>Wells</h2><p>Deep.</p><h3>Depth</h3><p>Ten.</p><h2>Rivers</h2><p>Long.</p>"


def compare(new, old=OLD):
    came = difference(sections_of(old), sections_of(new))
    return came.added, came.removed, came.reworded


def test_added_removed_and_reworded_headings_are_named():
    new = OLD.replace("Ten.", "Eleven.").replace("Rivers", "Lakes")
    assert compare(new) == (["Lakes"], ["Rivers"], ["Depth"])


def test_anchors_white_space_and_order_are_no_change():
    new = OLD.replace("id='a'", "id='b'").replace("Deep.", "\n Deep. ")
    assert compare(new) == ([], [], [])


def test_another_picture_or_link_is_a_change():
    old = "<h2>Map</h2><p><a href='/a/'>Map</a> <img src='1.png' alt='A map'></p>"
    assert compare(old.replace("/a/", "/b/"), old)[2] == ["Map"]
    assert compare(old.replace("1.png", "2.png"), old)[2] == ["Map"]


def test_two_headings_with_the_same_words_are_both_looked_at():
    old = "<h2>Try it</h2><p>One.</p><h2>Try it</h2><p>Two.</p>"
    assert compare(old.replace("Two.", "Three."), old) == ([], [], ["Try it"])
