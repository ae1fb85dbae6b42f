using System.Text;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>An error that one member finds is the error of all, in every word.</summary>
public class SharedFaultsTests
{
    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, Faults().Count())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Together_TwoMembersFail_AllThrowTheErrorOfTheFirst(int number)
    {
        LogRegException fault = Faults().ElementAt(number);
        var thrown = new LogRegException?[4];

        ThreadCollective.Run(4, collective => thrown[collective.Rank] = Assert.ThrowsAny<LogRegException>(
            () => collective.Together<int>(() => collective.Rank switch
            {
                1 => throw fault,
                2 => throw new LogRegException("another error"),
                _ => 0,
            })));

        Assert.Same(fault, thrown[1]);
        Assert.All(thrown, own => AssertSame(fault, own!));
    }

    public static TheoryData<Exception> OtherFaults { get; } =
    [
        new IOException("the disk\nis gone"), new UnauthorizedAccessException("not yours"), new InvalidDataException("odd"),
        new InvalidOperationException("a fault of the program"),
    ];

    [Theory]
    [MemberData(nameof(OtherFaults))]
    public void Together_AMemberFailsInAnotherWay_AllEndAndTheOthersNameIt(Exception fault)
    {
        var thrown = new Exception?[3];

        ThreadCollective.Run(3, collective => thrown[collective.Rank] = Record.Exception(
            () => collective.Together<int>(() => collective.Rank == 1 ? throw fault : 0)));

        Assert.Same(fault, thrown[1]);
        Assert.All(
            [thrown[0], thrown[2]],
            other => Assert.Equal(
                $"rank 1 has failed: {fault.Message.Replace('\n', ' ')}", Assert.IsType<CollectiveException>(other).Message));
    }

    [Fact]
    public void Together_AMemberIsCancelled_AllAre()
    {
        var thrown = new Exception?[3];

        ThreadCollective.Run(3, collective => thrown[collective.Rank] = Record.Exception(
            () => collective.Together<int>(() => collective.Rank == 2 ? throw new OperationCanceledException() : 0)));

        Assert.All(thrown, other => Assert.IsType<OperationCanceledException>(other));
    }

    [Fact]
    public void AllSucceed_OneDoesNot_IsFalseForAll()
    {
        bool[][] succeeded = [new bool[3], new bool[3], new bool[3]];

        ThreadCollective.Run(3, collective =>
        {
            int rank = collective.Rank;
            succeeded[0][rank] = collective.AllSucceed(() => true);
            succeeded[1][rank] = collective.AllSucceed(() => rank != 1);
            succeeded[2][rank] = collective.AllSucceed(() => rank == 2 ? throw new IOException() : true);
        });

        Assert.Equal([true, true, true], succeeded[0]);
        Assert.Equal([false, false, false], succeeded[1]);
        Assert.Equal([false, false, false], succeeded[2]);
    }

    [Fact]
    public void Together_NobodyFails_EachHasItsResult()
    {
        int[] results = new int[3];

        ThreadCollective.Run(3, collective => results[collective.Rank] = collective.Together(() => 10 * collective.Rank));

        Assert.Equal([0, 10, 20], results);
    }

    [Fact]
    public void Read_PlaceInWords_HasThoseOfRowAndCell()
    {
        var fault = new DataException("is wrong", "book.xlsx", RowPlace.OfRow(5, column => $"Sheet1!{column ?? "row "}5"), "C");

        RowPlace place = ((DataException)FaultBytes.Read(FaultBytes.Of(fault))).Place!.Value;

        Assert.Equal("Sheet1!row 5", place.ToString());
        Assert.Equal("Sheet1!C5", place.In("C").ToString());
        Assert.Equal(5, place.Number);
    }

    [Fact]
    public void Read_ValueThatDataDoNotKnow_KeepsItsText()
    {
        var fault = new LogRegException("an error", OptionText.Of($"use {Option.Penalty.Is(PenaltyKind.Ridge)} here"));

        Assert.Equal("use Penalty = Ridge here", FaultBytes.Read(FaultBytes.Of(fault)).Hint?.ToString());
    }

    private static IEnumerable<LogRegException> Faults()
    {
        yield return new LogRegException("a plain error");
        yield return new LogRegException("an error", "with a hint");
        yield return new LogRegException(OptionText.Of($"needs {Option.Penalty}"), OptionText.Of($"train with {Operation.Train} again"));
        yield return new DataException("there is no such file", "data.csv");
        yield return new DataException("the text is not valid UTF-8", "data.csv", 17, innerException: new DecoderFallbackException());
        yield return new DataException(
            "the value is not a number",
            "data.csv",
            RowPlace.OfLine(long.MaxValue),
            "größe",
            "x😀",
            OptionText.Of($"use {Option.Quote.Is(CsvQuote.None)} or {Option.Escape.Is(CsvEscape.Backslash)}, {Option.SkipLines.Is(3L)} or "
                + $"{Option.Comment.Is('#')}, {Option.HasHeader.Off} and {Option.Lambda.Is(0.25)}; {Operation.OpenFile}"));
        yield return new DataException(
            OptionText.Of($"see {Option.MissingValues.Names("a", "b c")}"),
            "part 2",
            RowPlace.OfRow(3, column => $"row 3 of {column}"),
            hint: OptionText.Of($"{Option.References.Level("c", "x").And(Option.Features.Names())} {Option.MaxIterations.Is(7)}"));
        yield return new DataException(
            "the cell is missing", hint: OptionText.Of($"use {Option.MissingHandling.Is(MissingHandling.Impute)}"));
    }

    private static void AssertSame(LogRegException expected, LogRegException own)
    {
        Assert.Equal(expected.GetType(), own.GetType());
        Assert.Equal(expected.Message, own.Message);
        foreach (OptionSpelling spelling in new[] { OptionSpelling.DotNet, new Names() })
        {
            Assert.Equal(expected.Text.Spell(spelling), own.Text.Spell(spelling));
            Assert.Equal(expected.Hint?.Spell(spelling), own.Hint?.Spell(spelling));
        }

        Assert.Equal(expected.InnerException?.GetType(), own.InnerException?.GetType());
        if (expected is DataException data)
        {
            var other = (DataException)own;
            Assert.Equal(
                (data.File, data.Place, data.Place?.ToString(), data.Line, data.Column, data.Value, data.Problem),
                (other.File, other.Place, other.Place?.ToString(), other.Line, other.Column, other.Value, other.Problem));
        }
    }

    // As the command does, by the operations themselves.
    private sealed class Names : OptionSpelling
    {
        public override string Separator => " + ";

        public override string Spell(Remedy remedy) => $"<{remedy.Option}:{Value(remedy.Value)}>";

        public override string Spell(Operation operation) => operation == Operation.Train ? "TRAIN"
            : operation == Operation.OpenFile ? "OPEN"
            : base.Spell(operation);

        private static string Value(object? value) => value is IReadOnlyList<string> names
            ? string.Join("|", names)
            : $"{value?.GetType().Name} {value}";
    }
}
