using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LogReg.Data;

/// <summary>Parses segments of a LIBSVM file, whose lines are a label and then index:value for each number that is not 0.</summary>
/// <param name="plan">What to read.</param>
/// <param name="marks">Takes note of what the file has besides labels and numbers.</param>
internal sealed class LibsvmParser(ReadPlan plan, LibsvmMarks marks) : ISegmentParser
{
    /// <summary>The place of the label among the columns.</summary>
    public const int LabelField = 0;

    /// <summary>The place of the vector among the columns.</summary>
    public const int VectorField = 1;

    private ParsedRows _output = null!;
    private VectorBuffer[] _vectors = [];

    /// <inheritdoc/>
    public void Parse(ReadOnlyMemory<byte> segment, ParsedRows output) => FindRow(segment, output, long.MaxValue);

    /// <inheritdoc/>
    public int FindRow(ReadOnlyMemory<byte> segment, ParsedRows output, long row) => FindRow(segment.Span, output, row);

    private int FindRow(ReadOnlySpan<byte> segment, ParsedRows output, long row)
    {
        _output = output;
        _vectors = output.Vectors;
        output.Reset();
        output.LineCount = LineCounter.Count(segment);
        for (int start = 0; start < segment.Length;)
        {
            int length = segment[start..].IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> line = WithoutComment(segment.Slice(start, length < 0 ? segment.Length - start : length));
            if (!line.IsEmpty)
            {
                if (output.RowCount == row)
                {
                    return start;
                }

                ParseLine(segment, line, start);
                if (output.Fault is not null)
                {
                    return -1;
                }

                output.RowCount++;
            }

            start = length < 0 ? segment.Length : start + length + 1;
        }

        return -1;
    }

    /// <summary>Whether a line is a label and vector, which a line of no other kind of file is.</summary>
    /// <param name="line">The line.</param>
    public static bool Is(ReadOnlySpan<byte> line)
    {
        line = WithoutComment(line);
        ReadOnlySpan<byte> label = NextToken(ref line);
        if (label.IsEmpty || label.Contains((byte)':') || NumberText.Classify(label, out _) != NumberTextKind.Number || line.IsEmpty)
        {
            return false;
        }

        while (!line.IsEmpty)
        {
            ReadOnlySpan<byte> token = NextToken(ref line);
            int colon = token.IndexOf((byte)':');
            bool isEntry = colon > 0 && (IsQuery(token[..colon]) || TryReadIndex(token[..colon], out _))
                && NumberText.Classify(token[(colon + 1)..], out _) == NumberTextKind.Number;
            if (!isEntry)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The part of a line before a comment, without blanks around it.</summary>
    /// <param name="line">The line.</param>
    public static ReadOnlySpan<byte> WithoutComment(ReadOnlySpan<byte> line)
    {
        int comment = line.IndexOf((byte)'#');
        return (comment < 0 ? line : line[..comment]).Trim(" \t"u8);
    }

    private void ParseLine(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> line, int offset)
    {
        int row = _output.RowCount;
        if (row == _output.Capacity)
        {
            _output.Grow();
        }

        ReadOnlySpan<byte> rest = line;
        ReadOnlySpan<byte> label = NextToken(ref rest);
        if (label.IndexOfAny((byte)':', (byte)',') is int sign and >= 0)
        {
            _output.Fault = label[sign] == (byte)':' ? NoLabel(label, offset) : SeveralLabels(label, offset);
            return;
        }

        foreach (TextBuffer column in _output.Text)
        {
            ReadOnlySpan<byte> text = column.FieldIndex == LabelField ? label : rest;
            if (!Utf8.IsValid(text))
            {
                _output.Fault = TextFaults.InvalidUtf8(offset);
                return;
            }

            column.Set(row, text);
        }

        foreach (NumericBuffer column in _output.Numeric)
        {
            column.Values[row] = Number(segment, label, row, offset, column);
        }

        foreach (CategoricalBuffer column in _output.Categorical)
        {
            column.Codes[row] = plan.Missing.Contains(label) ? CategoricalColumn.Missing : column.CodeOf(label, offset);
        }

        if (_vectors.Length > 0)
        {
            ParseVector(segment, rest, offset);
            foreach (VectorBuffer vector in _vectors)
            {
                vector.End(row);
            }
        }
    }

    private void ParseVector(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> rest, int offset)
    {
        int last = -1;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> token = NextToken(ref rest);
            int colon = token.IndexOf((byte)':');
            if (colon > 0 && IsQuery(token[..colon]))
            {
                marks.HasQueries = true;
                continue;
            }

            if (colon <= 0 || !TryReadIndex(token[..colon], out int index)
                || !TryReadValue(segment, token[(colon + 1)..], out double value))
            {
                _output.Fault = NoEntry(token, offset);
                return;
            }

            if (index <= last)
            {
                _output.Fault = NotAscending(token, index, last, offset);
                return;
            }

            // Other threads may set it, too; nearly no index is 0, and what is not written does not go from core to core.
            if (index == 0)
            {
                marks.HasIndexZero = true;
            }

            last = index;
            for (int vector = 0; vector < _vectors.Length && value != 0; vector++)
            {
                _vectors[vector].Add(index, value);
            }
        }
    }

    private double Number(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> label, int row, int offset, NumericBuffer column)
    {
        if (PlainDecimal.TryParse(segment, label, out double value) && !plan.Missing.ContainsNumbers)
        {
            return value;
        }

        if (plan.Missing.Contains(label))
        {
            column.Census.AddMissing();
            return double.NaN;
        }

        NumberTextKind kind = NumberText.Classify(label, out value);
        return NumericCell.Read(
            label, kind, value, new CellPosition(row, offset), kind == NumberTextKind.Text && column.Column.IsInferred, column, _output);
    }

    private static bool TryReadIndex(ReadOnlySpan<byte> text, out int index)
    {
        long number = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9' || number > int.MaxValue)
            {
                index = 0;
                return false;
            }

            number = (10 * number) + digit - (byte)'0';
        }

        index = (int)number;
        return number < int.MaxValue;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> segment, ReadOnlySpan<byte> text, out double value) =>
        PlainDecimal.TryParse(segment, text, out value)
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    private static bool IsQuery(ReadOnlySpan<byte> key) => key.SequenceEqual("qid"u8);

    private static ReadOnlySpan<byte> NextToken(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> token = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..].TrimStart(" \t"u8);
        return token;
    }

    private static ReadFault NoLabel(ReadOnlySpan<byte> token, int offset) =>
        new(offset, $"the line has no label: it starts with {Quote(token)}")
        {
            Hint = "start every line with a label and a space; for rows whose label is not known, write 0",
        };

    private static ReadFault SeveralLabels(ReadOnlySpan<byte> label, int offset) =>
        new(offset, $"the line has several labels, {Quote(label)}, but logreg fits one label a row")
        {
            Column = LibsvmSource.LabelName,
            Value = Text(label),
            Hint = "make a file for each label, with label 1 for the rows that have it and 0 for the others",
        };

    private static ReadFault NoEntry(ReadOnlySpan<byte> token, int offset) =>
        new(offset, $"{Quote(token)} is not index:value, a whole number and a finite number")
        {
            Column = LibsvmSource.VectorName,
            Value = Text(token),
            Hint = "write it as in 7:0.5, with one or more blanks between entries and none within them; leave missing values out",
        };

    private static ReadFault NotAscending(ReadOnlySpan<byte> token, int index, int last, int offset) => new(
        offset,
        index == last ? $"the index {index} occurs twice in the row" : $"the indices of a row must ascend, but {index} follows {last}")
    {
        Column = LibsvmSource.VectorName,
        Value = Text(token),
        Hint = index == last ? "keep one of the two, or add their values" : "sort the entries of each line by their index",
    };

    private static string Quote(ReadOnlySpan<byte> token) => DataException.Quote(MessageText.Cut(Text(token)));

    private static string Text(ReadOnlySpan<byte> token) => Encoding.UTF8.GetString(token);
}
