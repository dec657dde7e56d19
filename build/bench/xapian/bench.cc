// Xapian beside the other engines of the benchmark (build/bench/search): it
// indexes the same corpus and is asked the same queries.
//
//	bench index CORPUS DOCS DIR     prints what was indexed, as JSON
//	bench ask DIR QUERIES ROUNDS    prints the best CPU milliseconds of each
//	                                query, a line each; -1: it has no answer
//
// Words are indexed as they are written, in lower case, without stems. Totals
// are estimates where Xapian may stop early, as it is usually asked.

#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>
#include <xapian.h>

using std::string;
using std::vector;

namespace {

// Where values stand in a document.
enum slot { date, kind, section, topics, tags };

vector<string> split(const string& text, char by) {
	vector<string> parts;
	string part;
	std::istringstream in(text);
	while (std::getline(in, part, by)) parts.push_back(part);
	return parts;
}

string lower(const string& word) {
	string out;
	for (Xapian::Utf8Iterator i(word); i != Xapian::Utf8Iterator(); ++i)
		Xapian::Unicode::append_utf8(out, Xapian::Unicode::tolower(*i));
	return out;
}

long peak_bytes() {
	std::ifstream status("/proc/self/status");
	string line;
	while (std::getline(status, line))
		if (line.rfind("VmHWM:", 0) == 0) return std::stol(line.substr(6)) * 1024;
	return 0;
}

double cpu_ms() {
	timespec at;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
	return at.tv_sec * 1e3 + at.tv_nsec / 1e6;
}

// The fields of a line of the corpus.
enum field { row, language, kinds, sections, topic_list, tag_list, author_list, published, title, lead, body, fields };

Xapian::Document document(Xapian::TermGenerator& words, const vector<string>& f) {
	Xapian::Document doc;
	words.set_document(doc);
	words.set_termpos(0);
	const struct { const string& text; unsigned weight; } texts[] = {{f[title], 4}, {f[lead], 2}, {f[body], 1}};
	for (const auto& t : texts) {
		words.index_text(t.text, t.weight);
		words.increase_termpos(100);
	}
	doc.add_boolean_term("XS" + f[sections]);
	doc.add_value(date, Xapian::sortable_serialise(std::stod(f[published])));
	doc.add_value(kind, f[kinds]);
	doc.add_value(section, f[sections]);
	doc.add_value(topics, f[topic_list]);
	doc.add_value(tags, f[tag_list]);
	return doc;
}

void index(const string& corpus, int docs, const string& dir) {
	Xapian::WritableDatabase db(dir, Xapian::DB_CREATE_OR_OVERWRITE);
	Xapian::TermGenerator words;
	std::ifstream in(corpus);
	string line;
	long bytes = 0;
	for (int i = 0; i < docs; i++) {
		if (!std::getline(in, line)) throw std::runtime_error("the corpus is shorter than that");
		vector<string> f = split(line, '\t');
		if (f.size() != fields) throw std::runtime_error("a line has other fields");
		db.replace_document(std::stoul(f[row]), document(words, f));
		bytes += f[title].size() + f[lead].size() + f[body].size();
	}
	db.commit();
	std::cout << "{\"docs\":" << docs << ",\"text_bytes\":" << bytes << ",\"peak_bytes\":" << peak_bytes() << "}\n";
}

// counter counts the values of a slot, several to a document divided by commas.
class counter : public Xapian::MatchSpy {
	slot at;
	std::map<string, long> counts;
public:
	explicit counter(slot at) : at(at) {}
	void operator()(const Xapian::Document& doc, double) override {
		for (const string& value : split(doc.get_value(at), ',')) counts[value]++;
	}
};

// The fields of a line of queries.
enum asked { form, word_list, only_section, from, until, newest, facets, offset, limit, asked_fields };

bool text_query(const vector<string>& f, Xapian::Query& q) {
	typedef Xapian::Query query;
	vector<query> words;
	for (const string& w : split(f[word_list], ' ')) words.push_back(query(lower(w)));
	if (f[form] == "all") {
		q = query::MatchAll;
	} else if (f[form] == "and") {
		q = query(query::OP_AND, words.begin(), words.end());
	} else if (f[form] == "or") {
		q = query(query::OP_OR, words.begin(), words.end());
	} else if (f[form] == "phrase") {
		q = query(query::OP_PHRASE, words.begin(), words.end(), words.size());
	} else if (f[form] == "prefix") {
		string last = lower(split(f[word_list], ' ').back());
		words.back() = query(query::OP_WILDCARD, last, 100, query::WILDCARD_LIMIT_MOST_FREQUENT);
		q = query(query::OP_AND, words.begin(), words.end());
	} else if (f[form] == "and not") {
		q = query(query::OP_AND_NOT, query(query::OP_AND, words.begin(), words.end() - 1), words.back());
	} else {
		return false;
	}
	return true;
}

double ask(Xapian::Database& db, const vector<string>& f) {
	double before = cpu_ms();
	Xapian::Query q;
	if (!text_query(f, q)) return -1;
	if (!f[only_section].empty()) {
		Xapian::Query dates(Xapian::Query::OP_VALUE_RANGE, date,
			Xapian::sortable_serialise(std::stod(f[from])), Xapian::sortable_serialise(std::stod(f[until]) - 1));
		q = Xapian::Query(Xapian::Query::OP_FILTER, q, Xapian::Query("XS" + f[only_section]) & dates);
	}
	Xapian::Enquire enquire(db);
	enquire.set_query(q);
	if (f[newest] == "1") {
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.set_sort_by_value(date, true);
	}
	counter spies[] = {counter(kind), counter(section), counter(topics), counter(tags)};
	Xapian::doccount least = 0;
	if (f[facets] == "1") {
		for (counter& spy : spies) enquire.add_matchspy(&spy);
		least = db.get_doccount();
	}
	Xapian::MSet found = enquire.get_mset(std::stoul(f[offset]), std::stoul(f[limit]), least);
	for (auto i = found.begin(); i != found.end(); ++i) (void)*i;
	return cpu_ms() - before;
}

void ask_all(const string& dir, const string& queries, int rounds) {
	Xapian::Database db(dir);
	vector<vector<string>> list;
	std::ifstream in(queries);
	string line;
	while (std::getline(in, line)) {
		list.push_back(split(line, '\t'));
		if (list.back().size() != asked_fields) throw std::runtime_error("a query has other fields");
	}
	vector<double> best(list.size(), 0);
	for (const auto& f : list) ask(db, f); // warm
	for (int round = 0; round < rounds; round++)
		for (size_t i = 0; i < list.size(); i++) {
			double took = ask(db, list[i]);
			if (round == 0 || took < best[i]) best[i] = took;
		}
	for (double took : best) std::cout << took << "\n";
}

}

int main(int count, char** args) {
	vector<string> a(args + 1, args + count);
	try {
		if (a.size() == 4 && a[0] == "index") {
			index(a[1], std::stoi(a[2]), a[3]);
		} else if (a.size() == 4 && a[0] == "ask") {
			ask_all(a[1], a[2], std::stoi(a[3]));
		} else {
			std::cerr << "bench index CORPUS DOCS DIR | bench ask DIR QUERIES ROUNDS\n";
			return 2;
		}
	} catch (const Xapian::Error& e) {
		std::cerr << e.get_description() << "\n";
		return 1;
	} catch (const std::exception& e) {
		std::cerr << e.what() << "\n";
		return 1;
	}
}
