from marsad.parse.treebank import read_trees
from marsad.parse.wordclasses import classes, norms, rows, war_words

CONLLU = """# sent_id = a-1
# text = ISIS-held, Syrian-Lebanese towns don't fall.
1\tISIS\tISIS\tPROPN\tNNP\t_\t3\tcompound\t_\tSpaceAfter=No
2\t-\t-\tPUNCT\tHYPH\t_\t1\tpunct\t_\tSpaceAfter=No
3\theld\thold\tVERB\tVBN\t_\t8\tamod\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\t_
5\tSyrian\tSyrian\tADJ\tJJ\t_\t7\tamod\t_\tSpaceAfter=No
6\t-\t-\tPUNCT\tHYPH\t_\t5\tpunct\t_\tSpaceAfter=No
7\tLebanese\tLebanese\tADJ\tJJ\t_\t8\tamod\t_\t_
8\ttowns\ttown\tNOUN\tNNS\t_\t11\tnsubj\t_\t_
9-10\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
9\tdo\tdo\tAUX\tVBP\t_\t11\taux\t_\t_
10\tn't\tnot\tPART\tRB\t_\t11\tadvmod\t_\t_
11\tfall\tfall\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
12\t.\t.\tPUNCT\t.\t_\t11\tpunct\t_\t_

"""


def test_hyphens_join_as_the_tokens_do(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (tree,) = read_trees(path)
    assert [w.form for w in tree] == ["ISIS", "-", "held", ",", "Syrian-Lebanese", "towns", "do", "n't", "fall", "."]
    assert [tree[w.head].form for w in tree] == ["held", "ISIS", "towns", "held", "towns", "fall", "fall", "fall", "fall", "fall"]
    assert [w.space for w in tree[6:9]] == [False, True, False]
    assert list(read_trees(path, "b-")) == []


def test_a_word_of_war_stands_under_a_frequent_word():
    norm = norms({"people", "killed"})
    assert norm("Gunmen") == norm("militants") == "people"
    assert norm("killed") == "killed"
    assert norm("amid") == "during"
    assert (norm("112"), norm("4,500"), norm("2017")) == ("000", "0,000", "2000")
    assert (norm("Falita"), norm("falita"), norm("Deir Ezzor"), norm("!?")) == ("_Xx", "_xx", "_Name", "_.")


def test_the_list_of_classes_is_whole():
    assert all(row["use"] in ("", "object", "none", "norm") for row in rows())
    assert all((row["use"] in ("object", "none")) == row["tag"].startswith("VB") for row in rows())
    assert all(word == word.lower() for word in classes())
    assert "amid" not in {word for words in war_words().values() for word in words}
