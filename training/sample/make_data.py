"""Write the sample courses' CSV files: invented figures in the shape of real state tables, the same at every run."""

import csv
import json
import math
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

COURSES = Path(__file__).parent / "courses"
PUBLISHING = COURSES / "publishing-your-first-open-dataset" / "data"
WATER = COURSES / "working-with-water-data" / "data"
FAIRNESS = COURSES / "comparing-groups-fairly" / "data"
METADATA = COURSES / "metadata-and-data-dictionaries" / "data"
PRIVACY = COURSES / "de-identification-and-small-cells" / "data"
DECISIONS = COURSES / "data-for-decisions" / "data"
AUTOMATION = COURSES / "automating-publishing" / "data"

SUBJECTS = {
    "CDPH": ["Clinic visits", "Immunization records", "Food safety inspections", "Birth counts", "Lab tests"],
    "DHCS": ["Program enrollment", "Provider listings", "Dental visits", "Service claims", "Call center requests"],
    "CDSS": ["Child care licenses", "Food benefit cases", "Adult care homes", "Foster homes", "Home care aides"],
    "HCAI": ["Hospital beds", "Emergency visits", "Nursing graduates", "Hospital projects", "Clinic finances"],
    "DWR": ["Groundwater levels", "Snow surveys", "Reservoir storage", "Well completion reports", "Canal flows"],
    "SWRCB": ["Drinking water tests", "Water rights", "Beach advisories", "Stormwater permits", "Water use reports"],
    "CDFW": ["Fish counts", "Deer surveys", "Hunting licenses", "Habitat plots", "Stream restoration projects"],
    "OEHHA": ["Screening scores", "Fish advisories", "Air hazard values", "Heat illness alerts", "Chemical listings"],
    "Caltrans": ["Traffic counts", "Bridge inspections", "Park and ride lots", "Rest areas", "Lane closures"],
    "DMV": ["Vehicle registrations", "License renewals", "Office wait times", "Driving tests", "Electric vehicles"],
    "DGS": ["State buildings", "Fleet vehicles", "Contract awards", "Energy use", "Parking permits"],
    "FTB": ["Tax returns filed", "Refunds paid", "Business filings", "Web visits", "Call volumes"],
}
BREAKDOWNS = ["by county", "by month", "by program", "by site"]
FREQUENCY_DAYS = {"Monthly": 31, "Quarterly": 92, "Annual": 366}

COUNTIES = ["Alpine", "Butte", "Fresno", "Imperial", "Inyo", "Kern", "Lassen", "Merced", "Modoc", "Sierra"]
COUNTIES += ["Sonoma", "Sutter", "Trinity", "Tulare", "Yolo"]
PROGRAMS = ["Energy bill help", "Home repair visits", "Water bill help"]
MONTHS = ["Jan-26", "Feb-26", "Mar-26", "Apr-26", "May-26", "Jun-26"]

# well, county, region, depth in feet at the start, swing over the seasons, feet of change in a year
WELLS = [
    ("W-101", "Butte", "North", 42.0, 6.0, 0.6),
    ("W-102", "Glenn", "North", 58.0, 8.0, 1.0),
    ("W-103", "Sutter", "North", 25.0, 4.0, 0.2),
    ("W-104", "Yolo", "North", 64.0, 9.0, 0.9),
    ("W-201", "Fresno", "South", 128.0, 15.0, 4.6),
    ("W-202", "Kern", "South", 205.0, 19.0, 6.2),
    ("W-203", "Kings", "South", 162.0, 17.0, 5.4),
    ("W-204", "Tulare", "South", 141.0, 14.0, 3.9),
]
WELL_HEADER = ["well_id", "region", "county", "measured_on", "depth_to_water"]

# county, people who could get help with their energy bills, share of them who got it
REACH = [
    ("Alpine", 210, 0.31),
    ("Butte", 14_800, 0.24),
    ("Fresno", 71_500, 0.17),
    ("Imperial", 16_900, 0.22),
    ("Inyo", 1_350, 0.29),
    ("Kern", 66_200, 0.15),
    ("Lassen", 1_900, 0.26),
    ("Merced", 22_400, 0.16),
    ("Sonoma", 24_600, 0.27),
    ("Tulare", 37_800, 0.14),
    ("Yolo", 12_700, 0.23),
]
# county, people by age group in thousands, how its rates compare with the usual ones
AGES = ["0-4", "5-17", "18-44", "45-64", "65+"]
VISIT_RATES = [9.5, 6.0, 3.2, 4.1, 7.8]  # emergency visits for asthma by age, per 1,000 people and year
BY_AGE = [
    ("Butte", [11, 32, 78, 50, 41], 0.98),
    ("Imperial", [14, 37, 63, 39, 26], 1.32),
    ("Inyo", [1, 3, 5, 5, 5], 0.82),
    ("Merced", [23, 63, 106, 60, 34], 1.12),
    ("Tulare", [39, 106, 170, 97, 57], 1.18),
    ("Yolo", [12, 33, 96, 44, 30], 0.9),
]
# language of the form, applications in 2025, share approved
FORMS = [
    ("Arabic", 96, 0.62),
    ("Armenian", 131, 0.76),
    ("Chinese", 845, 0.71),
    ("English", 6_240, 0.72),
    ("Farsi", 58, 0.78),
    ("Hmong", 41, 0.59),
    ("Khmer", 24, 0.64),
    ("Russian", 112, 0.74),
    ("Spanish", 3_410, 0.63),
    ("Tagalog", 187, 0.7),
    ("Vietnamese", 520, 0.69),
]

# county, people in the table of invented people
LIVING = [("Alpine", 6), ("Inyo", 34), ("Lassen", 48), ("Merced", 232), ("Yolo", 180)]
CONDITIONS = ["Asthma", "Diabetes", "Heart failure", "Injury", "Pregnancy care"]
# county, people served by age group: small on purpose in the mountains
CELLS = [
    ("Alpine", [3, 14, 12, 16]),
    ("Inyo", [22, 41, 38, 27]),
    ("Lassen", [31, 58, 44, 19]),
    ("Merced", [212, 388, 241, 133]),
    ("Modoc", [14, 25, 21, 7]),
    ("Yolo", [164, 402, 198, 121]),
]


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one CSV file, UTF-8 with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def inventory(rng: random.Random) -> None:
    """One row for each dataset: formats, promises and gaps, for the lesson on metadata."""
    rows: list[list[object]] = []
    for department, subjects in SUBJECTS.items():
        for title in (f"{subject} {breakdown}" for subject in subjects for breakdown in BREAKDOWNS):
            kind = rng.choices(["CSV", "XLSX", "PDF", "GeoJSON", "SHP"], [41, 24, 13, 12, 10])[0]
            every = rng.choices(list(FREQUENCY_DAYS), [25, 30, 45])[0]
            age = int(FREQUENCY_DAYS[every] * rng.triangular(0.05, 2.4, 0.6))
            words = rng.choice([0, 4, 7]) if rng.random() < 0.3 else rng.randint(18, 90)
            dictionary = "yes" if rng.random() < {"CSV": 0.62, "GeoJSON": 0.55}.get(kind, 0.3) else "no"
            updated = date(2026, 10, 31) - timedelta(days=age)
            rows.append([f"DS-{len(rows) + 1:03}", department, title, kind, every, updated, words, dictionary])
    header = ["dataset_id", "department", "title", "file_format", "update_frequency", "last_updated"]
    write(PUBLISHING / "sample_inventory.csv", [*header, "description_words", "has_dictionary"], rows)


def raw_visits(rng: random.Random) -> None:
    """A spreadsheet made for reading: months across, commas, a total row, uneven names."""
    rows: list[list[str]] = []
    totals = [0] * len(MONTHS)
    for place, county in enumerate(COUNTIES):
        size = rng.choice([30, 160, 420, 900])
        for program in PROGRAMS:
            visits = [max(0, round(rng.gauss(size, size / 6))) for _ in MONTHS]
            totals = [total + count for total, count in zip(totals, visits, strict=True)]
            cells = [f"{count:,}" for count in visits]
            if program == "Home repair visits" and place % 5 == 1:
                totals[1] -= visits[1]
                cells[1] = "n/a"
            messy = f" {county.upper()} " if place % 4 == 2 else county
            rows.append([messy, program, *cells])
    rows.append(["TOTAL", "", *(f"{total:,}" for total in totals)])
    header = ["County Name", "Program", *(f"{month} (visits)" for month in MONTHS)]
    write(PUBLISHING / "sample_visits_raw.csv", header, rows)


def served(rng: random.Random) -> None:
    """People by county and age group, with small counts in the smallest counties."""
    people = {"Alpine": 9, "Sierra": 21, "Modoc": 60, "Trinity": 95, "Inyo": 105, "Lassen": 150}
    regions = dict.fromkeys(["Alpine", "Inyo"], "Eastern Sierra")
    regions |= dict.fromkeys(["Sierra", "Modoc", "Trinity", "Lassen"], "Far north")
    regions |= dict.fromkeys(["Butte", "Sutter", "Yolo"], "Sacramento Valley")
    regions |= dict.fromkeys(["Fresno", "Kern", "Merced", "Tulare"], "San Joaquin Valley")
    regions |= {"Imperial": "Desert", "Sonoma": "North Coast"}
    shares = {"0-17": 0.22, "18-44": 0.38, "45-64": 0.27, "65+": 0.13}
    rows: list[list[object]] = []
    for county in COUNTIES:
        size = people.get(county) or rng.randint(400, 2600)
        for age, share in shares.items():
            rows.append([county, regions[county], age, max(0, round(rng.gauss(size * share, size * share / 7)))])
    write(PUBLISHING / "sample_people_served.csv", ["county", "region", "age_group", "people"], rows)


def groundwater(rng: random.Random) -> None:
    """Monthly readings of eight wells, once with faults built in and once clean."""
    clean: list[list[object]] = []
    raw: list[list[object]] = []
    for well, county, region, start, swing, trend in WELLS:
        for month in range(36):  # water years 2024 to 2026: October 2023 to September 2026
            day = date(2023 + (month + 9) // 12, (month + 9) % 12 + 1, rng.randint(9, 21))
            season = -math.cos(2 * math.pi * (month - 5) / 12)  # shallowest in March, deepest in September
            depth = round(start + swing / 2 * season + trend * month / 12 + rng.gauss(0, swing / 14), 1)
            shown: list[object] = [f"{day:%m/%d/%Y}" if well == "W-104" else day.isoformat(), depth, "ft", "good"]
            if well == "W-203" and month in (12, 13, 14):
                shown[1:3] = [round(depth * 0.3048, 2), "m"]
            if rng.random() < 0.03:
                raw.append([well, region, county, shown[0], -9999, "ft", "missing"])
                continue
            clean.append([well, region, county, day.isoformat(), depth])
            raw.append([well, region, county, *shown])
            if rng.random() < 0.02:
                raw.append(raw[-1])
    write(WATER / "sample_groundwater_raw.csv", [*WELL_HEADER, "unit", "quality"], raw)
    write(WATER / "sample_groundwater_clean.csv", WELL_HEADER, clean)


def spring_levels(rng: random.Random) -> None:
    """Spring depths of 40 wells in two years, for the lesson on chance."""
    rows: list[list[object]] = []
    for region, base, spread, change in [("North", 48, 14, 0.6), ("South", 158, 30, 4.1)]:
        for number in range(1, 21):
            before = round(max(12.0, rng.gauss(base, spread)), 1)
            rows.append([f"{region[0]}-{number:02}", region, before, round(before + rng.gauss(change, 2.4), 1)])
    write(WATER / "sample_spring_levels.csv", ["well_id", "region", "spring_2025", "spring_2026"], rows)


def reach(rng: random.Random) -> None:
    """Who could get help and who got it, by county; in one county the two columns count different people."""
    rows: list[list[object]] = []
    for county, eligible, share in REACH:
        helped = round(rng.gauss(eligible * share, math.sqrt(eligible * share) / 2))
        rows.append([county, eligible, helped])
        if county == "Imperial":  # its office also helps people who live elsewhere
            rows[-1][2] = round(eligible * 1.07)
    write(FAIRNESS / "sample_program_reach.csv", ["county", "eligible_households", "helped_households"], rows)


def visits_by_age(rng: random.Random) -> None:
    """Visits for asthma by county and age group: the counties differ in their rates and in their ages."""
    rows: list[list[object]] = []
    for county, thousands, level in BY_AGE:
        for age, count, rate in zip(AGES, thousands, VISIT_RATES, strict=True):
            people = count * 1_000 + rng.randint(-450, 450)
            rows.append([county, age, people, round(people * rate * level / 1_000 * rng.uniform(0.96, 1.04))])
    write(FAIRNESS / "sample_visits_by_age.csv", ["county", "age_group", "people", "visits"], rows)


def applications(rng: random.Random) -> None:
    """Applications and approvals by language of the form, in two years."""
    rows: list[list[object]] = []
    for year, growth in [(2024, 0.92), (2025, 1.0)]:
        for language, count, share in FORMS:
            sent = round(count * growth * rng.uniform(0.95, 1.05))
            approved = sum(rng.random() < share for _ in range(sent))
            rows.append([year, language, sent, approved])
    write(FAIRNESS / "sample_applications.csv", ["year", "form_language", "applications", "approved"], rows)


def catalog(rng: random.Random) -> None:
    """A data.json file of invented records, with the faults that real ones have."""
    records: list[dict[str, object]] = []
    for department, subjects in list(SUBJECTS.items())[:8]:
        for subject in subjects:
            records.append(_record(rng, len(records) + 1, department, subject))
    records[30]["identifier"] = records[29]["identifier"]
    text = json.dumps({"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": records}, indent=1)
    (METADATA / "sample_data.json").write_text(text + "\n", encoding="utf-8")


def _record(rng: random.Random, number: int, department: str, subject: str) -> dict[str, object]:
    every, days = rng.choice([("R/P1M", 31), ("R/P3M", 92), ("R/P1Y", 366)])
    day = date(2026, 10, 31) - timedelta(days=int(days * rng.triangular(0.05, 2.6, 0.6)))
    words = [subject, "by", "county,", "as", "counted", "by", "each", "local", "office."] * rng.choice([1, 2, 3])
    record: dict[str, object] = {
        "identifier": f"{department.lower()}-{number:03}",
        "title": f"{subject} by county" if rng.random() < 0.8 else subject.upper().replace(" ", "_") + "_V2",
        "description": " ".join(words) if rng.random() < 0.75 else subject,
        "publisher": {"name": department},
        "modified": f"{day:%m/%d/%Y}" if rng.random() < 0.15 else day.isoformat(),
        "accrualPeriodicity": every if rng.random() < 0.85 else "Monthly",
        "accessLevel": "public",
    }
    optional: list[tuple[str, object, float]] = [
        ("contactPoint", {"fn": "Data desk", "hasEmail": f"mailto:data@{department.lower()}.example"}, 0.65),
        ("keyword", subject.lower().split(), 0.8),
        ("license", "https://creativecommons.org/publicdomain/zero/1.0/", 0.55),
        ("describedBy", f"https://data.example/{department.lower()}/{number}/dictionary.csv", 0.4),
    ]
    return record | {name: value for name, value, share in optional if rng.random() < share}


def people(rng: random.Random) -> None:
    """Invented people, one a row: few in small counties, so that some stand alone."""
    rows: list[list[object]] = []
    for county, count in LIVING:
        for _ in range(count):
            age = min(97, max(0, round(rng.gauss(44, 23))))
            condition = "Pregnancy care" if rng.random() < 0.06 else rng.choice(CONDITIONS[:4])
            sex = "F" if condition == "Pregnancy care" else rng.choice("FM")
            if condition == "Pregnancy care":
                age = rng.randint(19, 41)
            month = f"2025-{rng.randint(1, 12):02}"
            language = rng.choices(["English", "Spanish", "Hmong", "Punjabi"], [62, 30, 5, 3])[0]
            rows.append([county, age, sex, language, month, condition])
    rng.shuffle(rows)
    header = ["county", "age", "sex", "language", "month_of_visit", "condition"]
    write(PRIVACY / "sample_people.csv", header, rows)


def cells(_rng: random.Random) -> None:
    """Counts by county and age group, for the lesson on hiding cells in a table with totals."""
    ages = ["0-17", "18-44", "45-64", "65+"]
    rows = [[county, age, count] for county, counts in CELLS for age, count in zip(ages, counts, strict=True)]
    write(PRIVACY / "sample_cells.csv", ["county", "age_group", "people"], rows)


def waiting(rng: random.Random) -> None:
    """Waiting days of an invented office: steady, one odd month, and a real change after a new form."""
    rows: list[list[object]] = []
    for month in range(36):
        level = 21.0 if month < 24 else 17.5
        days = rng.gauss(level, 1.2) + (7.5 if month == 13 else 0)
        rows.append([f"{2023 + month // 12}-{month % 12 + 1:02}", round(days, 1), rng.randint(340, 460)])
    write(DECISIONS / "sample_waiting_days.csv", ["month", "median_days", "cases"], rows)


def monthly_files(rng: random.Random) -> None:
    """The list of counties, a good file of visits, and the next month's file with four faults."""
    fips = dict(zip(COUNTIES, [3, 7, 19, 25, 27, 29, 35, 47, 49, 91, 97, 101, 105, 107, 113], strict=True))
    codes = [[name, f"06{code:03}"] for name, code in fips.items()]
    write(AUTOMATION / "sample_counties.csv", ["county", "fips"], codes)
    sizes = {(county, program): rng.choice([30, 160, 420, 900]) for county in COUNTIES for program in PROGRAMS}
    header = ["county", "program", "month", "visits"]
    for month in ("2026-02", "2026-03"):
        rows = [[county, name, month, round(rng.gauss(size, size / 12))] for (county, name), size in sizes.items()]
        if month == "2026-03":
            rows[4][0] = "Bute"
            rows[10][3] = -1
            rows[20][2] = "2026-02"
            rows.append(list(rows[33]))
        write(AUTOMATION / f"sample_visits_{month.replace('-', '_')}.csv", header, rows)


MAKERS: list[Callable[[random.Random], None]] = [
    inventory,
    raw_visits,
    served,
    groundwater,
    spring_levels,
    reach,
    visits_by_age,
    applications,
]
MAKERS += [catalog, people, cells, waiting, monthly_files]

if __name__ == "__main__":
    for seed, make in enumerate(MAKERS, start=2026):
        make(random.Random(seed))  # noqa: S311 - sample figures, not secrets
