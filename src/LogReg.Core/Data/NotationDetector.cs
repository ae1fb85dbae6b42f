using System.Text;

namespace LogReg.Data;

/// <summary>Finds out whether all cells of a column are numbers in one notation, and in which.</summary>
internal sealed class NotationDetector
{
    // As many digits in groups, in every cell: telephone numbers, addresses of computers.
    private const int DigitsOfCode = 9;

    private readonly Reading _point = new('.');
    private readonly Reading _comma = new(',');
    private string _prefix = "";
    private string _suffix = "";
    private string _first = "";
    private int _texts;
    private int _digits;
    private bool _hasSameDigits = true;
    private bool _hasPlus;
    private bool _isNoNumber;
    private bool _hasOutsideParentheses;
    private bool _hasTwoReadings;
    private bool _hasBareWholes;
    private string? _example;
    private string? _pointed;

    /// <summary>Whether a text is a number in some notation.</summary>
    /// <param name="utf8">The text.</param>
    public static bool MayBeNumber(ReadOnlySpan<byte> utf8)
    {
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        return NumberParts.TrySplit(utf8, buffer, out NumberParts parts)
            && (parts.TryRead('.', out _, out _) || parts.TryRead(',', out _, out _));
    }

    /// <summary>Whether a text is a number in some notation with this decimal separator.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="point">The decimal separator.</param>
    public static bool MayBeNumber(ReadOnlySpan<byte> utf8, char point)
    {
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        return NumberParts.TrySplit(utf8, buffer, out NumberParts parts) && parts.TryRead(point, out _, out _);
    }

    /// <summary>Looks at all levels of a column.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="order">The codes in the order of the rows, so that the first cell is the example; <see langword="null"/> for the order
    /// of the levels.</param>
    public static NotationFinding Find(LevelTable levels, IEnumerable<int>? order = null)
    {
        var detector = new NotationDetector();
        foreach (int code in order ?? Enumerable.Range(0, levels.Count))
        {
            if (!detector.Add(levels.Utf8(code)))
            {
                break;
            }
        }

        return detector.Conclude();
    }

    /// <summary>Looks at a cell that is not missing.</summary>
    /// <param name="utf8">The text.</param>
    /// <returns>Whether all cells so far may be numbers in one notation.</returns>
    public bool Add(ReadOnlySpan<byte> utf8)
    {
        if (_isNoNumber)
        {
            return false;
        }

        _pointed ??= utf8.Contains((byte)'.') ? Encoding.UTF8.GetString(utf8) : null;
        bool isPlain = NumberText.Classify(utf8, out double plain) == NumberTextKind.Number && !NumberText.HasLeadingZeros(utf8);
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        if (!NumberParts.TrySplit(utf8, buffer, out NumberParts parts))
        {
            // Such as 5. and .5e1.
            _isNoNumber = !isPlain || _prefix.Length + _suffix.Length > 0;
            _comma.IsPossible = false;
            _texts++;
            return !_isNoNumber;
        }

        if (_texts++ == 0)
        {
            (_prefix, _suffix) = (parts.Prefix.ToString(), parts.Suffix.ToString());
            _first = Encoding.UTF8.GetString(utf8);
        }

        bool isRead = _point.Add(parts, out double point) | _comma.Add(parts, out double comma);
        _hasTwoReadings |= _point.IsPossible && _comma.IsPossible && point != comma;
        _isNoNumber = !isRead || !parts.Prefix.SequenceEqual(_prefix) || !NumberUnits.AreSame(parts.Suffix, _suffix);
        int digits = CountDigits(parts.Digits);
        _hasSameDigits &= _texts == 1 || digits == _digits;
        _digits = digits;
        _hasPlus |= parts.HasPlus;
        _hasBareWholes |= digits == parts.Digits.Length;
        _hasOutsideParentheses |= !parts.IsInParentheses;
        if (_example is null && !isPlain)
        {
            _example = Encoding.UTF8.GetString(utf8);
        }

        return !_isNoNumber;
    }

    /// <summary>The first cell with a point; empty if there is none.</summary>
    public string FirstWithPoint => _pointed ?? "";

    /// <summary>Adds what another detector found out in the cells that follow.</summary>
    /// <param name="next">The other detector.</param>
    public void Add(NotationDetector next)
    {
        if (next._texts == 0)
        {
            return;
        }

        if (_texts == 0)
        {
            (_prefix, _suffix, _first, _digits) = (next._prefix, next._suffix, next._first, next._digits);
        }

        _point.Add(next._point);
        _comma.Add(next._comma);
        _isNoNumber |= next._isNoNumber || !(_point.IsPossible || _comma.IsPossible) || next._prefix != _prefix
            || !NumberUnits.AreSame(next._suffix, _suffix);
        _hasSameDigits &= next._hasSameDigits && next._digits == _digits;
        _hasPlus |= next._hasPlus;
        _hasOutsideParentheses |= next._hasOutsideParentheses;
        _hasTwoReadings |= next._hasTwoReadings;
        _hasBareWholes |= next._hasBareWholes;
        _example ??= next._example;
        _pointed ??= next._pointed;
        _texts += next._texts;
    }

    /// <summary>What the cells are.</summary>
    public NotationFinding Conclude()
    {
        bool isNone = _isNoNumber || _texts == 0 || !_hasOutsideParentheses || _point.IsUndecided || _comma.IsUndecided;
        bool hasUnit = _prefix.Length + _suffix.Length > 0;
        return new NotationFinding(
            isNone || IsCode(_point, hasUnit) ? null : Notation(_point),
            isNone || IsCode(_comma, hasUnit) ? null : Notation(_comma))
        {
            HasTwoReadings = _hasTwoReadings,
            HasBareWholes = _hasBareWholes,
            IsDressed = _example is not null,
            IsCode = !_isNoNumber && (IsCode(_point, hasUnit) || IsCode(_comma, hasUnit)),
        };
    }

    private NumberNotation? Notation(Reading reading) => !reading.IsPossible
        ? null
        : new NumberNotation
        {
            DecimalSeparator = reading.Point,
            ThousandsSeparator = reading.Separator == NumberParts.NoSeparator ? null : reading.Separator,
            Prefix = _prefix,
            Suffix = _suffix,
            Example = _example ?? _first,
        };

    private bool IsCode(Reading reading, bool hasUnit) => !hasUnit && !reading.HasDecimals && reading.Separator is ' ' or '.'
        && ((_hasSameDigits && _digits >= DigitsOfCode) || (_hasPlus && reading.Separator == ' '));

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char character in text)
        {
            count += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return count;
    }

    /// <summary>One of the two ways to read points and commas.</summary>
    private sealed class Reading(char point)
    {
        public char Point => point;

        // Of two separators between thousands no one can say which is meant, unless a cell shows that this is the wrong reading.
        private bool _hasTwoSeparators;

        private DigitGrouping _grouping;

        public bool IsPossible { get; set; } = true;

        public bool IsUndecided => IsPossible && _hasTwoSeparators;

        public char Separator { get; private set; }

        public bool HasDecimals { get; private set; }

        public void Add(Reading next)
        {
            IsPossible &= next.IsPossible && Agree(_grouping, next._grouping);
            _grouping = _grouping == DigitGrouping.Any ? next._grouping : _grouping;
            _hasTwoSeparators |= next._hasTwoSeparators || (Separator != NumberParts.NoSeparator
                && next.Separator != NumberParts.NoSeparator && next.Separator != Separator);
            Separator = Separator == NumberParts.NoSeparator ? next.Separator : Separator;
            HasDecimals |= next.HasDecimals;
        }

        public bool Add(NumberParts parts, out double value)
        {
            value = 0;
            char separator = NumberParts.NoSeparator;
            DigitGrouping grouping = DigitGrouping.Any;
            IsPossible = IsPossible && parts.TryRead(point, out value, out separator, out grouping)
                && Agree(grouping, _grouping);
            _grouping = grouping == DigitGrouping.Any ? _grouping : grouping;
            _hasTwoSeparators |= separator != NumberParts.NoSeparator && Separator != NumberParts.NoSeparator && separator != Separator;
            Separator = separator == NumberParts.NoSeparator ? Separator : separator;
            HasDecimals |= parts.Digits.Contains(point);
            return IsPossible;
        }

        private static bool Agree(DigitGrouping one, DigitGrouping other) =>
            one == DigitGrouping.Any || other == DigitGrouping.Any || one == other;
    }
}
