using LogReg.Equations;

namespace LogReg.Export.Writing;

/// <summary>The parts of a date by plain arithmetic, for languages without dates. Everything is whole milliseconds and days, which are
/// exact in double precision.</summary>
/// <typeparam name="T">A number in the language.</typeparam>
internal abstract class CalendarArithmetic<T>
{
    private const double MillisecondsOfHour = 3_600_000;
    private const double MillisecondsOfDay = 24 * MillisecondsOfHour;

    /// <summary>A constant.</summary>
    protected abstract T Constant(double value);

    /// <summary>A sum.</summary>
    protected abstract T Add(T left, T right);

    /// <summary>A difference.</summary>
    protected abstract T Subtract(T left, T right);

    /// <summary>A product.</summary>
    protected abstract T Multiply(T left, T right);

    /// <summary>The largest whole number that is at most the quotient.</summary>
    protected abstract T Whole(T dividend, double divisor);

    /// <summary>The nearest whole number.</summary>
    protected abstract T Round(T number);

    /// <summary>One of two constants: the first where a number is at least 10.</summary>
    protected abstract T FromTen(T number, double from, double below);

    /// <summary>A part of a date.</summary>
    /// <param name="function">The year, the month, the day of the week or the hour.</param>
    /// <param name="days">The days since 1970-01-01 at midnight.</param>
    public T PartOf(EquationFunction function, T days)
    {
        T milliseconds = Round(Multiply(days, Constant(MillisecondsOfDay)));
        T day = Whole(milliseconds, MillisecondsOfDay);
        return function switch
        {
            EquationFunction.Hour => Whole(Rest(milliseconds, day, MillisecondsOfDay), MillisecondsOfHour),
            EquationFunction.Weekday => Weekday(day),
            EquationFunction.Year or EquationFunction.Month => YearOrMonth(function, day),
            _ => throw new NotSupportedException($"{function} is not a part of a date."),
        };
    }

    // 1970-01-01 was a Thursday.
    private T Weekday(T day)
    {
        T fromMonday = Add(day, Constant(3));
        return Add(Rest(fromMonday, Whole(fromMonday, 7), 7), Constant(1));
    }

    // Years from 1 March, so that the leap day is their last, in periods of 400 years, which have 146,097 days.
    private T YearOrMonth(EquationFunction function, T day)
    {
        T fromMarch = Add(day, Constant(719_468));
        T period = Whole(fromMarch, 146_097);
        T ofPeriod = Rest(fromMarch, period, 146_097);
        T withoutLeapDays = Add(
            Subtract(ofPeriod, Whole(ofPeriod, 1_460)), Subtract(Whole(ofPeriod, 36_524), Whole(ofPeriod, 146_096)));
        T year = Whole(withoutLeapDays, 365);
        T ofYear = Subtract(Rest(ofPeriod, year, 365), Subtract(Whole(year, 4), Whole(year, 100)));
        T month = Whole(Add(Multiply(ofYear, Constant(5)), Constant(2)), 153);
        return function == EquationFunction.Month
            ? Add(month, FromTen(month, -9, 3))
            : Add(Add(year, Multiply(period, Constant(400))), FromTen(month, 1, 0));
    }

    private T Rest(T dividend, T quotient, double divisor) => Subtract(dividend, Multiply(quotient, Constant(divisor)));
}
