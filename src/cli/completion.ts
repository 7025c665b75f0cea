import { printData } from './output.ts'

/** Shells that a completion script is written for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/**
 * `fabroute completion SHELL`: a script that asks `fabroute complete` what may stand where the cursor is. It holds no names of its
 * own, so that it stays right when fabroute is updated.
 */
export function completionCommand(shell: Shell): Promise<void> {
  printData(SCRIPTS[shell])
  return Promise.resolve()
}

/** The text of a script as it stands, but for the dollar sign before a brace, which a template wants escaped. */
const script = ({ raw }: TemplateStringsArray): string => raw.join('').replaceAll('\\${', '${')

// A line of the answer is a word, and after a tab what it is; `:files ENDINGS` and `:open` are no words.

/** Bash takes a word apart at the characters of COMP_WORDBREAKS, `=` and `:` among them: words are put together again first. */
const BASH = script`# fabroute completion for bash: eval "$(fabroute completion bash)"
_fabroute() {
  local line=\${COMP_LINE:0:COMP_POINT} word current endings= i n=-1
  local words=()
  COMPREPLY=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $i -eq 0 || $line == [[:space:]]* || -z $line ]]; then
      line=\${line#"\${line%%[![:space:]]*}"}
      n=$((n + 1))
      words[n]=
    fi
    # what stands behind the cursor is not completed
    if ((i == COMP_CWORD)); then word=$line; fi
    line=\${line#"$word"}
    words[n]+=$word
  done
  current=\${words[n]}
  # readline puts in place of the part of a word behind the last break, but of the whole of a quoted one
  local prefix=
  case $current in
    \"* | \'*) current=\${current:1} ;;
    *)
      local breaks=
      [[ $COMP_WORDBREAKS == *=* ]] && breaks+='='
      [[ $COMP_WORDBREAKS == *:* ]] && breaks+=':'
      if [[ -n $breaks ]]; then prefix=\${current%"\${current##*[$breaks]}"}; fi
      ;;
  esac
  for ((i = 1; i < n; i++)); do words[i]=\${words[i]//[\"\'\\]/}; done
  while IFS= read -r line; do
    case $line in
      :open) compopt -o nospace 2>/dev/null ;;
      :files*) endings=\${line#:files}. ;;
      *)
        line=\${line%%$'\t'*}
        COMPREPLY+=("\${line#"$prefix"}")
        ;;
    esac
  done < <("\${COMP_WORDS[0]}" complete -- "\${words[@]:1:n-1}" "$current" 2>/dev/null)
  if [[ -n $endings ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
      if [[ -d $line || $endings == . || " \${endings%.} " == *" \${line##*.} "* ]]; then COMPREPLY+=("$line"); fi
    done < <(compgen -f -- "\${current#"$prefix"}")
  fi
}
complete -F _fabroute fabroute`

const ZSH = script`#compdef fabroute
# fabroute completion for zsh: eval "$(fabroute completion zsh)", or a file _fabroute in a folder of $fpath
_fabroute() {
  local line word about endings= pattern
  local -a answer names shown open
  answer=("\${(@f)$("\${(Q)words[1]}" complete -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  for line in "\${answer[@]}"; do
    case $line in
      '') ;;
      :open) open=(-S '') ;;
      :files*) endings="\${line#:files}." ;;
      *)
        word=\${line%%$'\t'*}
        about=
        [[ $line == *$'\t'* ]] && about="  -- \${line#*$'\t'}"
        names+=("$word")
        shown+=("$word$about")
        ;;
    esac
  done
  (( $#names )) && compadd -l "\${(@)open}" -d shown -a names
  if [[ -n $endings ]]; then
    [[ $PREFIX == --*=* ]] && compset -P '*='
    pattern=\${\${\${endings%.}# }// /|}
    if [[ -n $pattern ]]; then _files -g "*.($pattern)(-.)"; else _files; fi
  fi
}
if [[ \${funcstack[1]} == _fabroute ]]; then _fabroute "$@"; else compdef _fabroute fabroute; fi`

const FISH = script`# fabroute completion for fish: fabroute completion fish | source
function __fabroute_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case :open
            case ':files*'
                set -l endings (string split -n ' ' -- (string replace ':files' '' -- $line))
                set -l option (string match -r '^--[\w-]+=' -- "$current")
                set -l typed (string replace -r '^--[\w-]+=' '' -- "$current")
                set -l pattern '/(\t|$)|\.('(string join '|' -- $endings)')(\t|$)'
                test (count $endings) -eq 0; and set pattern ''
                for path in (__fish_complete_path "$typed" | string match -er -- $pattern)
                    printf '%s%s\n' "$option" $path
                end
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c fabroute -f -a '(__fabroute_complete)'`

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH }
