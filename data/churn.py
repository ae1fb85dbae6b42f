"""Writes churn.csv: 2,000 customers of a telephone company that does not exist. Everything is simulated; nobody's data are in it.

  python3 data/churn.py > data/churn.csv

The log-odds of a customer's leaving are those of `log_odds`, so that a model can be compared with the truth. From CHANGE on, two things
are different, so that there is something to find for those who watch a model: new customers pay 14 more a month, and all of them leave
more often than before at the same charges, by 0.7 on the scale of log-odds. The standard library's
generator, with a fixed seed, gives the same bytes on every machine.
"""
import datetime
import math
import random

ROWS = 2000
FIRST_DAY = datetime.date(2022, 1, 3)
LAST_DAY = datetime.date(2024, 12, 20)
CHANGE = datetime.date(2024, 6, 1)
CONTRACTS = [("monthly", 0.55), ("yearly", 0.27), ("two-year", 0.18)]
PAYMENTS = [("card", 0.38), ("direct debit", 0.34), ("invoice", 0.28)]
REGIONS = [("north", 0.30), ("south", 0.27), ("east", 0.18), ("west", 0.25)]


def choose(generator, shares):
    return generator.choices([name for name, _ in shares], [share for _, share in shares])[0]


def log_odds(tenure, contract, charges, calls, payment, region):
    return (
        -2.1
        - 0.030 * tenure
        + {"monthly": 0.9, "yearly": 0.0, "two-year": -0.7}[contract]
        + 0.022 * (charges - 60)
        + 0.42 * calls
        + {"card": 0.0, "direct debit": -0.25, "invoice": 0.35}[payment]
        + {"north": 0.0, "south": 0.1, "east": -0.1, "west": 0.0}[region])


def main():
    generator = random.Random(12)
    days = (LAST_DAY - FIRST_DAY).days
    print("customer_id,signup_date,tenure_months,contract,monthly_charges,support_calls,payment_method,region,churned")
    for number in range(ROWS):
        signup = FIRST_DAY + datetime.timedelta(days=generator.randrange(days + 1))
        tenure = min(72, 1 + int(generator.expovariate(1 / 22)))
        contract = choose(generator, CONTRACTS)
        rise = 14 if signup >= CHANGE else 0
        charges = round(min(140, max(15, generator.gauss(58 + rise + (8 if contract == "monthly" else 0), 19))), 2)
        calls = sum(generator.random() < 0.14 for _ in range(9))
        payment = choose(generator, PAYMENTS)
        region = choose(generator, REGIONS)
        shift = 0.7 if signup >= CHANGE else 0
        chance = 1 / (1 + math.exp(-shift - log_odds(tenure, contract, charges, calls, payment, region)))
        churned = "yes" if generator.random() < chance else "no"
        cells = [
            f"C{10001 + number}",
            signup.isoformat(),
            str(tenure),
            contract,
            "" if generator.random() < 0.03 else f"{charges:.2f}",
            str(calls),
            "" if generator.random() < 0.02 else payment,
            region,
            churned]
        print(",".join(cells))


if __name__ == "__main__":
    main()
