using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Sources.Tests.Databases;
using LogReg.Terms;

namespace LogReg.Export.Tests;

/// <summary>What a cell is to an exported model does not depend on how it is written: it is what it is to <c>predict</c>.</summary>
public sealed class CellNotationTests(PostgresServer server)
{
    private const double Tolerance = 1e-12;

    // The notations of each order, and of all; null where there is no such date, so that the cell counts as missing.
    private static readonly Dictionary<string, string?> AlwaysDates = new()
    {
        ["2021-02-03"] = "2021-02-03",
        ["2021-02-03 01:45:00 PM"] = "2021-02-03T13:45:00",
        ["2021-02-03T13:45"] = "2021-02-03T13:45:00",
        ["2021/2/3 13:45:30.25"] = "2021-02-03T13:45:30.25",
        ["2021.02.03, 13:45 UTC"] = "2021-02-03T13:45:00",
        ["2021-02-03 13:45+02:00"] = "2021-02-03T13:45:00",
        ["2021-02-03 12:05 am"] = "2021-02-03T00:05:00",
        ["2020-Feb-29"] = "2020-02-29",
        ["2021-03-05 25:00"] = null,
        ["2021-03-05 24:00"] = null,
        ["2021-03-05 14:60"] = null,
        ["2021-03-05 14:30:61"] = null,
        ["2021-03-05 13:45 PM"] = null,
        ["2021-03-05 0:45 AM"] = null,
        ["2021-03-05-13:45"] = null,
        ["2021-03-05 13:45 PX"] = null,
        ["2021-03-05 1a:45"] = null,
        ["2021-02-30"] = null,
        ["2021-02-29"] = null,
        ["2021-13-01"] = null,
        ["2021-03-05,"] = null,
        ["2021--03-05"] = null,
        ["no date"] = null,
    };

    private static readonly Dictionary<string, string?> NamedDates = new()
    {
        ["31 Jan 2021"] = "2021-01-31",
        ["January 31, 2021"] = "2021-01-31",
        ["Jan. 31, 2021  1:45 PM"] = "2021-01-31T13:45:00",
        ["2021 Aug 3"] = "2021-08-03",
        ["Feb-2021"] = "2021-02-01",
        ["2021-May"] = "2021-05-01",
        ["1-OCT-2021 12:05 PM"] = "2021-10-01T12:05:00",
        ["September 9 2021 9:05"] = "2021-09-09T09:05:00",
        ["31 Janu 2021"] = null,
        ["31 Apr 2021"] = null,
        ["m01 31 2021"] = null,
    };

    private static readonly Dictionary<DateOrder, Dictionary<string, string?>> OwnDates = new()
    {
        [DateOrder.YearMonthDay] = new()
        {
            ["20210131"] = "2021-01-31",
            ["20210131 13:45"] = "2021-01-31T13:45:00",
            ["20210131T13:45:10"] = "2021-01-31T13:45:10",
            ["2021 02 03"] = "2021-02-03",
            ["20210231"] = null,
        },
        [DateOrder.DayMonthYear] = new()
        {
            ["02/03/2021 01:45 PM"] = "2021-03-02T13:45:00",
            ["2.3.2021 9:05"] = "2021-03-02T09:05:00",
            ["31.12.2021"] = "2021-12-31",
            ["20210131"] = null,
        },
        [DateOrder.MonthDayYear] = new()
        {
            ["02/03/2021 01:45 PM"] = "2021-02-03T13:45:00",
            ["2/3/2021 9:05"] = "2021-02-03T09:05:00",
            ["12/31/2021"] = "2021-12-31",
            ["20210131"] = null,
        },
        [DateOrder.UnixSeconds] = new()
        {
            ["1612359900"] = "2021-02-03T13:45:00",
            ["1612359900.5"] = "2021-02-03T13:45:00.5",
            ["31 Jan 2021"] = null,
            ["20210131"] = null,
        },
        [DateOrder.UnixMilliseconds] = new() { ["1612359900000"] = "2021-02-03T13:45:00", ["1612359900"] = null },
    };

    public static TheoryData<DateOrder, string> Dates { get; } = [.. Enum.GetValues<DateOrder>().SelectMany(
        order => ExportedPrograms.Names.Select(program => new TheoryDataRow<DateOrder, string>(order, program)))];

    public static TheoryData<string> Programs { get; } = [.. ExportedPrograms.Names];

    [Theory]
    [MemberData(nameof(Dates))]
    public void Date_InANotation_IsThatOfTheModelOrMissing(DateOrder order, string program)
    {
        LogisticModel model = Fit("y ~ year(v) + month(v) + weekday(v) + hour(v) + days(v)", row => Write(Moment(row), order));
        Assert.Equal(order, ((NumericFeature)model.Features[0]).DateOrder);
        bool hasNames = order is DateOrder.YearMonthDay or DateOrder.DayMonthYear or DateOrder.MonthDayYear;
        KeyValuePair<string, string?>[] cells = [.. AlwaysDates, .. hasNames ? NamedDates : [], .. OwnDates[order]];
        double[] actual = ExportedPrograms.Score(model, program, [.. cells.Select(cell => cell.Key)], server);
        Assert.All(cells.Zip(actual), cell =>
        {
            DateTime? moment = cell.First.Value is string text ? DateTime.Parse(text, CultureInfo.InvariantCulture) : null;
            Assert.Equal(Probability(model, moment), cell.Second, Tolerance);
            Assert.True(moment is null || Probability(model, cell.First.Key) == Probability(model, moment), cell.First.Key);
        });
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Level_WithALittleE_IsTheNumber(string program) => HoldLevels(
        program, ["1.5", "2", "1e3"], ["1000", "1000.0", "+1000", "1.0e3", "1e3", "1E3", "10e2", "2.0", "1.50", "0002"]);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Level_ThatIsTheNumberOfAnother_IsOnlyItself(string program) => HoldLevels(
        program, ["5", "1000", "1e3", "3", "1E5", "007"], ["1000", "1000.0", "1e3", "1.0e3", "3e0", "5.0", "100000", "1E5", "7", "007"]);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Level_BetweenBlanks_IsTheLevel(string program)
    {
        string[] blanks = ["\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff", "\t", "\u2060", "\u202f \u1680"];
        HoldLevels(program, ["a", "b", "c"], [.. blanks.Select(blank => $"{blank}b{blank}"), "b x", "b\u2003c"]);
    }

    private void HoldLevels(string program, string[] levels, string[] cells)
    {
        LogisticModel model = Fit("y ~ v", row => levels[row % levels.Length]);
        Assert.Equal(levels.Order(), ((CategoricalFeature)model.Features[0]).Levels.Order());
        double[] actual = ExportedPrograms.Score(model, program, cells, server);
        Assert.All(cells.Zip(actual), cell => Assert.True(
            Math.Abs(Probability(model, cell.First) - cell.Second) < Tolerance, $"'{cell.First}': {cell.Second}, {Probability(model, cell.First)}"));
    }

    private static double Probability(LogisticModel model, object? cell) => model.PredictProbability(
        new Dictionary<string, object?> { ["v"] = cell is string text ? text.Trim('\u200b', '\ufeff', '\u2060') : cell });

    private static LogisticModel Fit(string formula, Func<int, string> cell)
    {
        StringBuilder text = new("v,y\n");
        for (int row = 0; row < 400; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{cell(row)},{(((row * 37) % 11) + (row % 7) > 8 ? "yes" : "no")}\n");
        }

        return new LogisticRegression
        {
            Formula = formula,
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.01,
            CategoricalColumns = formula == "y ~ v" ? ["v"] : [],
        }.Fit(ExportedModels.Source(text.ToString())).Model;
    }

    private static DateTime Moment(int row) => new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(row * 61.0);

    private static string Write(DateTime moment, DateOrder order) => order switch
    {
        DateOrder.UnixSeconds => $"{(long)(moment - DateTime.UnixEpoch).TotalSeconds}",
        DateOrder.UnixMilliseconds => $"{(long)(moment - DateTime.UnixEpoch).TotalMilliseconds}",
        _ => moment.ToString(
            order == DateOrder.YearMonthDay ? "yyyy-MM-dd HH:mm" : order == DateOrder.DayMonthYear ? "dd.MM.yyyy HH:mm" : "MM/dd/yyyy HH:mm",
            CultureInfo.InvariantCulture),
    };
}
