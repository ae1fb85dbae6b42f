using System.Text;

namespace LogReg.Data;

/// <summary>The texts that count as missing, found by UTF-8 bytes without regard to case and without allocation.</summary>
internal sealed class MissingValueSet
{
    /// <summary>The texts that count as missing unless a source says otherwise.</summary>
    public static IReadOnlyList<string> Default { get; } = ["", "NA", "N/A", "NaN", "null", "None", "?", "<NA>", @"\N", "(null)"];

    private readonly byte[][][] _asciiByLength;
    private readonly string[] _others;

    public MissingValueSet(IEnumerable<string> values)
    {
        string[] distinct = values.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        byte[][] ascii = distinct.Where(value => Ascii.IsValid(value)).Select(Encoding.ASCII.GetBytes).ToArray();
        _others = distinct.Where(value => !Ascii.IsValid(value)).ToArray();
        _asciiByLength = new byte[ascii.Select(value => value.Length + 1).DefaultIfEmpty(0).Max()][][];
        for (int length = 0; length < _asciiByLength.Length; length++)
        {
            _asciiByLength[length] = ascii.Where(value => value.Length == length).ToArray();
        }

        foreach (string value in distinct)
        {
            if (NumberText.Classify(Encoding.UTF8.GetBytes(value), out double number) == NumberTextKind.Number)
            {
                Numbers.Add(number);
            }
        }
    }

    /// <summary>Checks and trims the texts that a caller names.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="name">What the caller calls them.</param>
    /// <exception cref="ArgumentException">One of the texts is <see langword="null"/>.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> values, string name) => values.Contains(null)
        ? throw new ArgumentException($"{name} contains null; an empty cell is written \"\"", name)
        : [.. values.Select(CellText.Trim)];

    /// <summary>Whether a text that is a number, such as -999, counts as missing; then numbers must be looked up too.</summary>
    public bool ContainsNumbers => Numbers.Count > 0;

    /// <summary>The numbers among the texts, in whatever spelling: others are not missing.</summary>
    public HashSet<double> Numbers { get; } = [];

    /// <summary>Whether a trimmed cell is missing.</summary>
    public bool Contains(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < _asciiByLength.Length)
        {
            foreach (byte[] value in _asciiByLength[utf8.Length])
            {
                if (Ascii.EqualsIgnoreCase(utf8, value))
                {
                    return true;
                }
            }
        }

        return _others.Length > 0 && !Ascii.IsValid(utf8)
            && _others.Contains(Encoding.UTF8.GetString(utf8), StringComparer.OrdinalIgnoreCase);
    }
}
