using System.Globalization;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Excel;

/// <summary>The levels of a column by position: from 1 those that cells can have, then a missing cell, then one that training did not
/// see.</summary>
internal sealed class ExcelLevels
{
    private const string None = "-";

    private readonly ExcelConstants _constants;
    private readonly ExportedInput _input;
    private readonly string[] _levels;

    /// <param name="constants">Receives the lists.</param>
    /// <param name="input">The column.</param>
    public ExcelLevels(ExcelConstants constants, ExportedInput input)
    {
        _constants = constants;
        _input = input;
        _levels = [.. input.Levels.Where(level => level != Feature.MissingLevel)];
        if (_levels.Length == 0)
        {
            return;
        }

        string name = input.Feature.Name;
        Texts = constants.List($"levels of {name}", _levels);
        Positions = constants.List($"their positions", Enumerable.Range(1, _levels.Length).Select(place => (object)(double)place));
        double?[] numbers = [.. _levels.Select(level => NumericLevel.Of(level))];
        if (numbers.Any(number => number is not null))
        {
            Numbers = constants.List(
                $"the numbers that levels of {name} are",
                numbers.Select(number => number is double known && numbers.Count(other => other == known) == 1 ? (object)known : None));
        }

        if (_levels.Any(level => bool.TryParse(level, out _)))
        {
            string[] truths = [.. _levels.Select(level => bool.TryParse(level, out bool truth) ? truth ? "true" : "false" : None)];
            Truths = constants.List(
                $"the truth values that levels of {name} are",
                truths.Select((truth, place) => (object)(Array.IndexOf(truths, truth) == place ? truth : None)));
        }
    }

    /// <summary>The texts of the levels; <see langword="null"/> if cells can have none.</summary>
    public string? Texts { get; }

    /// <summary>The position of each.</summary>
    public string? Positions { get; }

    /// <summary>The number that each is; <see langword="null"/> if none is one.</summary>
    public string? Numbers { get; }

    /// <summary>The truth value that each is; <see langword="null"/> if none is one.</summary>
    public string? Truths { get; }

    /// <summary>The position of a missing cell.</summary>
    public int Missing => _levels.Length + 1;

    /// <summary>The position of a level that training did not see.</summary>
    public int Unseen => _levels.Length + 2;

    /// <summary>The position of a level.</summary>
    /// <param name="level">The level.</param>
    public int PositionOf(string level) => level == Feature.MissingLevel ? Missing : Array.IndexOf(_levels, level) + 1;

    /// <summary>A list with a number for each position.</summary>
    /// <param name="header">What it has.</param>
    /// <param name="values">The numbers of some levels; that of others is 0.</param>
    public string Table(string header, IEnumerable<KeyValuePair<string, double>> values)
    {
        double[] numbers = new double[Unseen];
        foreach ((string level, double value) in values)
        {
            numbers[PositionOf(level) - 1] = value;
        }

        return _constants.List(string.Create(CultureInfo.InvariantCulture, $"{header} by position of {_input.Feature.Name}"),
            numbers.Cast<object>());
    }
}
